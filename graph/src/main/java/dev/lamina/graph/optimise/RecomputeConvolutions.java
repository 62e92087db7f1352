package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Conv2d;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a cheap convolution wrote in the forward pass is computed again just before the backward
 * pass reads it, as a rule for the gradient of the norm behind it, and not kept meanwhile: its
 * input is kept, or computed again itself, for the gradient of its weight anyway.
 *
 * <p>A norm costs less to compute again. So this is done only where such norms alone do not bring
 * the peak down to a half, where convolutions make a good part of what they leave, and only as far
 * as that half; first to those that take the fewest multiplications an element.
 */
final class RecomputeConvolutions {

  static final String NAME = "recompute-convolution";

  /** The part of the peak that is aimed at. */
  private static final double AIM = 0.5;

  /** The part of the peak that may be left of what norms leave, for the time to be well spent. */
  private static final double WORTHWHILE = 0.8;

  /**
   * Of one element. So many take a few times what it takes to write the element and to read it, on
   * a CPU; a convolution of 3x3 takes more in all but the slimmest networks.
   */
  private static final long MOST_MULTIPLICATIONS = 128;

  private final TrainingGraph graph;
  private final List<Gap> norms;

  private RecomputeConvolutions(TrainingGraph graph) {
    this.graph = graph;
    this.norms = RecomputeNorms.gaps(graph);
  }

  /** The same training graph with less to keep, or as it is where too little is to be won. */
  static TrainingGraph apply(TrainingGraph graph) {
    return new RecomputeConvolutions(graph).run();
  }

  /** Whether a training graph computes convolutions again. */
  static boolean isDone(TrainingGraph graph) {
    return graph.backward().stream().anyMatch(node -> node.op() instanceof Conv2d);
  }

  private TrainingGraph run() {
    List<Gap> convolutions = gaps();
    long[] alive =
        Gaps.alive(graph, Stream.concat(earlier(convolutions), convolutions.stream()).toList());
    long least = Gaps.greatest(alive);
    if (least > WORTHWHILE * Gaps.greatest(Gaps.alive(graph, norms))) {
      return graph;
    }
    double aim = AIM * Gaps.greatest(Gaps.alive(graph, List.of()));
    List<Gap> costliestFirst =
        convolutions.stream()
            .sorted(
                Comparator.comparing((Gap gap) -> multiplications(gap.node()))
                    .reversed()
                    .thenComparing(Gap::size))
            .toList();
    Map<Value, Node> needed = Gaps.needed(costliestFirst, alive, Math.max(least, (long) aim));
    return Recomputation.of(
        graph, needed, node -> new Recomputation.Again((Conv2d) node.op(), node.inputs()));
  }

  /** The norms' gaps, over when a convolution that reads the norm's output is computed again. */
  private Stream<Gap> earlier(List<Gap> convolutions) {
    Map<Value, Integer> needed = new HashMap<>();
    convolutions.forEach(gap -> needed.merge(gap.node().input(0), gap.to(), Math::min));
    return norms.stream().map(gap -> gap.until(needed.getOrDefault(gap.map(), gap.to())));
  }

  /**
   * The gaps of cheap convolutions whose outputs are read, but for those that read one, which is
   * not kept, and for those that a norm which can be computed again reads, since it needs its input
   * for that.
   */
  private List<Gap> gaps() {
    Gaps gaps = new Gaps(graph);
    Set<Value> kept = norms.stream().map(gap -> gap.node().input(0)).collect(Collectors.toSet());
    Map<Value, Gap> found = new LinkedHashMap<>();
    for (Node node : graph.forward()) {
      if (isCheap(node)
          && gaps.waits(node)
          && !kept.contains(node.output())
          && !found.containsKey(node.input(0))) {
        found.put(node.output(), gaps.of(node));
      }
    }
    return List.copyOf(found.values());
  }

  private static boolean isCheap(Node node) {
    return node.op() instanceof Conv2d && multiplications(node) <= MOST_MULTIPLICATIONS;
  }

  /** How many an element of the output takes. */
  private static long multiplications(Node convolution) {
    return convolution.input(1).shape().elements() / ((Conv2d) convolution.op()).filters();
  }
}
