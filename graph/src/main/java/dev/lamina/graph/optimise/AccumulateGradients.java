package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The gradient of a map that several layers read is the sum of what comes through each of them.
 * What comes through 1x1 convolutions is added where it is computed, to what there is by then: it
 * is not written by itself, and not read again.
 *
 * <p>No more is kept for it. A gradient that comes before what it is added to waits for that, if
 * what it reads is no larger than what it would have written; and where the place of what it is
 * added to is still needed by others after the sum, the sum is left as it is.
 */
final class AccumulateGradients {

  static final String NAME = "accumulate-gradients";

  private final List<Node> nodes;
  private final Map<Value, Integer> positions = new HashMap<>();
  private final Map<Integer, List<Node>> after = new HashMap<>();
  private final Set<Node> moved = new HashSet<>();

  private AccumulateGradients(List<Node> nodes) {
    this.nodes = nodes;
    for (int i = 0; i < nodes.size(); i++) {
      positions.put(nodes.get(i).output(), i);
    }
  }

  /** The same training graph with fewer sums. */
  static TrainingGraph apply(TrainingGraph graph) {
    List<FanIn> fanIns = FanIn.all(graph.backward());
    return fanIns.isEmpty()
        ? graph
        : OrderSums.apply(
            graph.withBackward(new AccumulateGradients(graph.backward()).run(fanIns)));
  }

  private List<Node> run(List<FanIn> fanIns) {
    fanIns.forEach(this::rewrite);
    List<Node> result = new ArrayList<>(after.getOrDefault(-1, List.of()));
    for (int i = 0; i < nodes.size(); i++) {
      if (!moved.contains(nodes.get(i))) {
        result.add(nodes.get(i));
      }
      result.addAll(after.getOrDefault(i, List.of()));
    }
    return result;
  }

  /** The other terms first; then each gradient where it was, or once these are there. */
  private void rewrite(FanIn fanIn) {
    moved.add(fanIn.sum());
    moved.addAll(fanIn.adding());
    Value term = others(fanIn);
    int last = fanIn.adding().size() - 1;
    for (int i = 0; i <= last; i++) {
      Node node = fanIn.adding().get(i);
      Value output = i == last ? fanIn.sum().output() : node.output();
      place(Math.max(fanIn.from(), positions.get(node.output())), adding(node, term, output));
      term = output;
    }
  }

  private Value others(FanIn fanIn) {
    List<Value> others = fanIn.others();
    if (others.size() == 1) {
      return others.get(0);
    }
    Node sum = fanIn.sum();
    // The name of the last gradient's own output is free: that one writes the whole sum.
    Value total = fanIn.adding().get(fanIn.adding().size() - 1).output();
    Add op = new Add(others.size(), ActivationFunction.IDENTITY);
    place(fanIn.from(), new Node(sum.name(), op, others, List.of(total), sum.site()));
    return total;
  }

  private static Node adding(Node node, Value term, Value output) {
    Conv2dInputGrad grad = (Conv2dInputGrad) node.op();
    return new Node(
        node.name(),
        new Conv2dInputGradSum(grad.conv()),
        List.of(node.input(0), node.input(1), term),
        List.of(output),
        node.site());
  }

  private void place(int position, Node node) {
    after.computeIfAbsent(position, p -> new ArrayList<>()).add(node);
  }
}
