package dev.lamina.graph.optimise;

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
 * more memory, the part is copied. Every part takes a plan of its own to find that out, so that of
 * networks of thousands of layers the first parts alone are tried.
 */
final class ReadParts {

  static final String NAME = "read-parts";

  /** A plan compares nodes with one another: so many pairs, in all, take a few seconds at most. */
  private static final long MOST_PAIRS = 1_000_000_000;

  private ReadParts() {}

  /** The same training graph with fewer copies. */
  static TrainingGraph apply(TrainingGraph graph) {
    List<Value> parts = parts(graph);
    if (parts.isEmpty()) {
      return graph;
    }
    long most = activations(graph);
    TrainingGraph result = graph;
    for (Value part : parts) {
      TrainingGraph without = result.withBackward(Part.of(part, result.backward()).readInPlace());
      if (activations(without) <= most) {
        result = without;
      }
    }
    return result;
  }

  /** The parts to try: those that all their readers can read where they lie. */
  private static List<Value> parts(TrainingGraph graph) {
    long nodes = graph.order().size();
    return graph.backward().stream()
        .filter(node -> node.op() instanceof ConcatGrad)
        .flatMap(node -> node.outputs().stream())
        .filter(part -> Part.of(part, graph.backward()).canBeRead())
        .limit(MOST_PAIRS / (nodes * nodes))
        .toList();
  }

  private static long activations(TrainingGraph graph) {
    return MemoryPlanner.plan(graph.order(), graph.keepUntil()).activations();
  }
}
