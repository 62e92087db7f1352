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
 * more memory, the part is copied.
 */
final class ReadParts {

  static final String NAME = "read-parts";

  private ReadParts() {}

  /** The same training graph with fewer copies. */
  static TrainingGraph apply(TrainingGraph graph) {
    long most = activations(graph);
    TrainingGraph result = graph;
    for (Value part : parts(graph)) {
      TrainingGraph without = result.withBackward(Part.of(part, result.backward()).readInPlace());
      if (activations(without) <= most) {
        result = without;
      }
    }
    return result;
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
