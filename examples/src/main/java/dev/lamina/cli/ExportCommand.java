package dev.lamina.cli;

import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.weights.TensorFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lamina export}: a trained network for other programs. */
@Command(
    name = "export",
    description =
        "Writes a trained network as an ONNX model (operator set 13; input float32"
            + " (batch, C, H, W), output logits), or its weights as safetensors.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  lamina export ResNet --weights runs/ResNet/ResNet.safetensors --out ResNet.onnx"
    })
final class ExportCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private NetworkParameter network;
  @Mixin private WeightsParameter weights;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "onnx",
      converter = ExportFormat.Converter.class,
      completionCandidates = ExportFormat.Texts.class,
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private ExportFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The file to write; one that is there is replaced. Default: MODEL.FORMAT.")
  private Optional<Path> out = Optional.empty();

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    CompiledNetwork model = network.network();
    TensorFile file = ModelWeights.read(model.spec(), weights.file());
    Path target = out.orElse(Path.of(model.spec().name() + "." + format.text()));
    format.write(target, model, file);
    terminal.out().println("wrote " + target);
  }
}
