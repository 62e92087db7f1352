package dev.lamina.processor.emit;

import dev.lamina.graph.cost.MultiplyAdds;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.plan.MemoryPlan;
import dev.lamina.graph.plan.PlannedNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The generated class's own documentation: what the network is and what it costs. */
final class HeaderText {

  /** Longer descriptions are cut, so that the table stays within a line. */
  private static final int KIND_WIDTH = 40;

  private HeaderText() {}

  /** One line for each block. */
  static String table(PlannedNetwork planned) {
    Map<String, List<Node>> blocks =
        planned.model().nodes().stream()
            .collect(
                Collectors.groupingBy(
                    node -> node.site().block(), LinkedHashMap::new, Collectors.toList()));
    TextTable table =
        new TextTable(
            List.of("block", "layers", "output", "parameters", "multiply-adds"),
            List.of(false, false, true, true, true));
    blocks.forEach((block, nodes) -> table.add(row(block, nodes)));
    List<Node> all = planned.model().nodes();
    table.add(List.of("total", "", "", number(parameters(all)), number(MultiplyAdds.of(all))));
    return table.toString();
  }

  private static List<String> row(String block, List<Node> nodes) {
    return List.of(
        block,
        kinds(nodes),
        nodes.get(nodes.size() - 1).output().shape().toString(),
        number(parameters(nodes)),
        number(MultiplyAdds.of(nodes)));
  }

  /** For example {@code 2 conv2d, 2 batchNorm, add}. */
  private static String kinds(List<Node> nodes) {
    Map<String, Long> counts =
        nodes.stream()
            .map(node -> OpText.mnemonic(node.op()))
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    List<String> kinds = new ArrayList<>();
    counts.forEach((kind, count) -> kinds.add(count == 1 ? kind : count + " " + kind));
    String text = String.join(", ", kinds);
    return text.length() <= KIND_WIDTH ? text : text.substring(0, KIND_WIDTH - 3) + "...";
  }

  private static long parameters(List<Node> nodes) {
    return nodes.stream()
        .flatMap(node -> node.inputs().stream())
        .filter(value -> value.space() == Space.PARAMETER)
        .distinct()
        .mapToLong(value -> value.shape().elements())
        .sum();
  }

  /** What one image takes in a program's arenas. */
  static String memory(MemoryPlan plan) {
    String masks = plan.masks() == 0 ? "" : " and " + number(plan.masks()) + " of masks";
    return number(plan.activations() * Float.BYTES) + " bytes of activations" + masks;
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
