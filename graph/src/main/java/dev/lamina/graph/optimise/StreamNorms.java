package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.RecomputedWeightGrad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A norm that is computed again for the gradient of one convolution's weight, and for nothing else,
 * becomes one op with it: so its output need never be whole, and a device may take a few examples
 * at a time through both.
 */
final class StreamNorms {

  static final String NAME = "stream-norm";

  private final Map<Value, Integer> readers;

  private StreamNorms(TrainingGraph graph) {
    this.readers = Graphs.readers(graph.order());
  }

  /** The same training graph with such pairs as one node each. */
  static TrainingGraph apply(TrainingGraph graph) {
    return new StreamNorms(graph).run(graph);
  }

  private TrainingGraph run(TrainingGraph graph) {
    List<Node> nodes = new ArrayList<>();
    Optional<Node> norm = Optional.empty();
    for (Node node : graph.backward()) {
      if (norm.filter(again -> isFor(again, node)).isPresent()) {
        nodes.remove(nodes.size() - 1);
        nodes.add(joined(norm.get(), node));
      } else {
        nodes.add(node);
      }
      norm = Optional.of(node).filter(again -> again.op() instanceof BatchNormRecompute);
    }
    return graph.withBackward(nodes);
  }

  /** Whether the next node is a weight's gradient, and the only one to read what is recomputed. */
  private boolean isFor(Node norm, Node next) {
    return next.op() instanceof Conv2dWeightGrad
        && next.input(0).equals(norm.output())
        && readers.get(norm.output()) == 1;
  }

  private static Node joined(Node norm, Node grad) {
    List<Value> inputs = new ArrayList<>(norm.inputs());
    inputs.add(grad.input(1));
    List<Value> outputs = new ArrayList<>(grad.outputs());
    outputs.add(norm.output());
    RecomputedWeightGrad op =
        new RecomputedWeightGrad((BatchNormRecompute) norm.op(), (Conv2dWeightGrad) grad.op());
    return new Node(grad.name(), op, inputs, outputs, grad.site());
  }
}
