package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Add;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a term that nobody reads later first in sums of two, since a sum may take its first term's
 * memory. Addition of two terms commutes exactly.
 */
final class OrderSums {

  private OrderSums() {}

  /** The same training graph with sums ordered. */
  static TrainingGraph apply(TrainingGraph graph) {
    List<Node> order = graph.order();
    Map<Value, Integer> lastRead = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      int position = i;
      order.get(i).inputs().forEach(value -> lastRead.put(value, position));
    }
    List<Node> ordered = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      ordered.add(reorder(order.get(i), i, lastRead));
    }
    int split = graph.forward().size();
    return new TrainingGraph(
        graph.model(),
        graph.labels(),
        graph.metrics(),
        graph.logits(),
        ordered.subList(0, split),
        ordered.subList(split, ordered.size()));
  }

  private static Node reorder(Node node, int position, Map<Value, Integer> lastRead) {
    boolean swap =
        node.op() instanceof Add add
            && add.terms() == 2
            && lastRead.get(node.input(0)) > position
            && lastRead.get(node.input(1)) == position;
    return swap
        ? new Node(
            node.name(),
            node.op(),
            List.of(node.input(1), node.input(0)),
            node.outputs(),
            node.site())
        : node;
  }
}
