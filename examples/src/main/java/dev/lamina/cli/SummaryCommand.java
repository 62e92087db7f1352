package dev.lamina.cli;

import dev.lamina.graph.summary.LayerRow;
import dev.lamina.graph.summary.LayerTable;
import dev.lamina.graph.summary.MemoryUse;
import dev.lamina.graph.summary.SummaryText;
import dev.lamina.runtime.network.ArenaSizes;
import dev.lamina.runtime.network.LayerSpec;
import dev.lamina.runtime.network.NetworkSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lamina summary}: what the compiler knows about a network. */
@Command(
    name = "summary",
    description = "Shows a network's layers, shapes, parameters, multiply-adds and planned memory.",
    footer = {"", "Example:", "  lamina summary DenseNet"})
final class SummaryCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private NetworkParameter network;

  SummaryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    SummaryText.lines(table(network.network().spec())).forEach(terminal.out()::println);
  }

  private static LayerTable table(NetworkSpec spec) {
    return new LayerTable(
        spec.name(),
        spec.input(),
        spec.classes(),
        spec.layers().stream().map(layer -> row(spec, layer)).toList(),
        use(spec.training()),
        use(spec.inference()));
  }

  private static LayerRow row(NetworkSpec spec, LayerSpec layer) {
    int dot = layer.name().lastIndexOf('.');
    return new LayerRow(
        layer.name(),
        dot < 0 ? layer.name() : layer.name().substring(0, dot),
        layer.kind(),
        layer.output(),
        layer.parameters(),
        parameters(spec, layer),
        layer.multiplyAdds());
  }

  private static long parameters(NetworkSpec spec, LayerSpec layer) {
    return spec.parameters().stream()
        .filter(parameter -> layer.parameters().contains(parameter.name()))
        .mapToLong(parameter -> parameter.shape().elements())
        .sum();
  }

  private static MemoryUse use(ArenaSizes sizes) {
    return new MemoryUse(sizes.activations(), sizes.masks(), sizes.statistics());
  }
}
