package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormRecompute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a norm wrote in the forward pass is computed again just before the backward pass reads it,
 * and not kept meanwhile: what it is computed from, the norm's input and statistics, is kept for
 * the norm's own gradient anyway.
 *
 * <p>That costs a pass over the map. So it is done only where such maps are a good part of what is
 * alive at the peak, or where convolutions are computed again, which costs more; and to those alone
 * without which the peak would be higher.
 */
final class RecomputeNorms {

  static final String NAME = "recompute-norm";

  /** The part of the peak that may be left at most, for the time to be well spent. */
  private static final double WORTHWHILE = 0.9;

  private RecomputeNorms() {}

  /** The same training graph with less to keep, or as it is where too little is to be won. */
  static TrainingGraph apply(TrainingGraph graph) {
    List<Gap> gaps = gaps(graph);
    long[] alive = Gaps.alive(graph, gaps);
    long least = Gaps.greatest(alive);
    if (least > WORTHWHILE * Gaps.greatest(Gaps.alive(graph, List.of()))
        && !RecomputeConvolutions.isDone(graph)) {
      return graph;
    }
    List<Gap> largestFirst =
        gaps.stream().sorted(Comparator.comparing(Gap::size).reversed()).toList();
    return Recomputation.of(
        graph, Gaps.needed(largestFirst, alive, least), RecomputeNorms::recompute);
  }

  /** The gaps of norms whose outputs are read, but for those that read one: that is not kept. */
  static List<Gap> gaps(TrainingGraph graph) {
    Gaps gaps = new Gaps(graph);
    Map<Value, Gap> found = new LinkedHashMap<>();
    for (Node node : graph.forward()) {
      if (node.op() instanceof BatchNorm && gaps.waits(node) && !found.containsKey(node.input(0))) {
        found.put(node.output(), gaps.of(node));
      }
    }
    return List.copyOf(found.values());
  }

  private static Recomputation.Again recompute(Node norm) {
    List<Value> inputs = new ArrayList<>(norm.inputs().subList(0, 3));
    inputs.addAll(norm.outputs().subList(1, 3));
    return new Recomputation.Again(new BatchNormRecompute((BatchNorm) norm.op()), inputs);
  }
}
