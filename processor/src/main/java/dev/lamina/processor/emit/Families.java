package dev.lamina.processor.emit;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.op.BackwardOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what belongs to one layer together when a block is split: a node and its gradients. */
final class Families {

  private Families() {}

  /** A block's nodes in families, in the order in which each family's first node runs. */
  static List<List<Node>> of(List<Node> nodes) {
    Map<String, List<Node>> families = new LinkedHashMap<>();
    String last = "";
    for (Node node : nodes) {
      last = layer(node, families, last).orElse(node.name());
      families.computeIfAbsent(last, name -> new ArrayList<>()).add(node);
    }
    return List.copyOf(families.values());
  }

  /** The forward node whose gradient this is; a sum of gradients stays with the node before it. */
  private static Optional<String> layer(
      Node node, Map<String, List<Node>> families, String previous) {
    String name = node.name();
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      if (node.op() instanceof BackwardOp && families.containsKey(name.substring(0, dot))) {
        return Optional.of(name.substring(0, dot));
      }
    }
    boolean gradient = name.contains(NodeNames.GRADIENT_SUM) && !previous.isEmpty();
    return gradient ? Optional.of(previous) : Optional.empty();
  }
}
