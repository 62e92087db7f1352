package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.plan.MemoryPlanner;
import java.util.List;

/**
 * Lets chains, and ops that could be one, read a part of a concatenation's gradient where it lies:
 * that part is not copied out of the whole any more. The copies that other ops read stay.
 *
 * <p>The whole is needed for longer then, and it is larger than the part: where that would take
 * more memory, the part is copied. A plan tells. One is made for all parts together, which is
 * nearly always enough, and others for either half of what takes more memory; of networks of
 * thousands of layers few, and of tens of thousands none.
 */
final class ReadParts {

  static final String NAME = "read-parts";

  /** A plan compares nodes with one another: so many pairs, in all, take a few seconds at most. */
  private static final long MOST_PAIRS = 1_000_000_000;

  private final long most;
  private long plans;

  private ReadParts(TrainingGraph graph, long plans) {
    this.most = activations(graph);
    this.plans = plans;
  }

  /** The same training graph with fewer copies. */
  static TrainingGraph apply(TrainingGraph graph) {
    long nodes = graph.order().size();
    long plans = MOST_PAIRS / (nodes * nodes);
    List<Value> parts = plans == 0 ? List.of() : parts(graph);
    return parts.isEmpty() ? graph : new ReadParts(graph, plans).reading(parts, graph);
  }

  /** With all of these parts read where they lie, or with those of either half that fit. */
  private TrainingGraph reading(List<Value> parts, TrainingGraph graph) {
    if (plans == 0) {
      return graph;
    }
    plans--;
    TrainingGraph without = without(parts, graph);
    if (activations(without) <= most) {
      return without;
    }
    int half = parts.size() / 2;
    return half == 0
        ? graph
        : reading(parts.subList(half, parts.size()), reading(parts.subList(0, half), graph));
  }

  private static TrainingGraph without(List<Value> parts, TrainingGraph graph) {
    List<Node> backward = graph.backward();
    for (Value part : parts) {
      backward = Part.of(part, backward).readInPlace();
    }
    return graph.withBackward(backward);
  }

  /** The parts that all their readers can read where they lie. */
  private static List<Value> parts(TrainingGraph graph) {
    return graph.backward().stream()
        .filter(node -> node.op() instanceof ConcatGrad)
        .flatMap(node -> node.outputs().stream())
        .filter(part -> Part.of(part, graph.backward()).canBeRead())
        .toList();
  }

  private static long activations(TrainingGraph graph) {
    return MemoryPlanner.plan(graph.order(), graph.keepUntil()).activations();
  }
}
