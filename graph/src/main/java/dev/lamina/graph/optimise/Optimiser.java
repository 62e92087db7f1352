package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.TrainingGraph;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Applies the rewrites of the forward graph in order. They come before differentiation: a fused op
 * has a gradient rule of its own, so no backward pattern needs to be matched. What treats every
 * element alike is fused after it, forward and backward, because only then is it known what else
 * reads a value; what need not be kept is found last. Inference graphs have rewrites of their own,
 * which no gradient has to follow.
 */
public final class Optimiser {

  private static final List<Map.Entry<String, UnaryOperator<ShapedGraph>>> REWRITES =
      entries(new DropIdentity(), FuseActivation.intoNorm(), FuseActivation.intoSum());

  /** After these, layers are no longer what people declared: only training runs the result. */
  private static final List<Map.Entry<String, UnaryOperator<ShapedGraph>>> MERGES =
      entries(new MergeBranchEnds());

  /**
   * Which gradients are 0 is told by the ops that they come from, before these join chains; so are
   * the sums that gradients can be added to where they are computed. What is kept for the backward
   * pass is known when chains are fused, and what can be kept for longer at no cost, when it is
   * known what is kept. Sums are put in order first, which cannot be switched off.
   */
  private static final List<Map.Entry<String, UnaryOperator<TrainingGraph>>> FOR_TRAINING =
      List.of(
          Map.entry(CancelBias.NAME, CancelBias::apply),
          Map.entry(NormFromInput.NAME, NormFromInput::apply),
          Map.entry(SideBySide.NAME, SideBySide::apply),
          Map.entry(AccumulateGradients.NAME, AccumulateGradients::apply),
          Map.entry(FuseElementwise.NAME, FuseElementwise::apply),
          Map.entry(RecomputeConvolutions.NAME, RecomputeConvolutions::apply),
          Map.entry(RecomputeNorms.NAME, RecomputeNorms::apply),
          Map.entry(ReadParts.NAME, ReadParts::apply),
          Map.entry(StreamNorms.NAME, StreamNorms::apply));

  /** Chains come last, of what no convolution has taken in. */
  private static final List<Map.Entry<String, UnaryOperator<InferenceGraph>>> FOR_INFERENCE =
      List.of(
          Map.entry(FoldNorms.NAME, FoldNorms::apply),
          Map.entry(FuseConvolutions.NAME, FuseConvolutions::apply),
          Map.entry(FuseElementwise.NAME, FuseElementwise::apply));

  private Optimiser() {}

  private static List<Map.Entry<String, UnaryOperator<ShapedGraph>>> entries(Rewrite... rewrites) {
    return Stream.of(rewrites)
        .map(
            rewrite ->
                Map.<String, UnaryOperator<ShapedGraph>>entry(rewrite.name(), rewrite::apply))
        .toList();
  }

  /** The names of all rewrites. */
  public static Set<String> names() {
    return Stream.of(REWRITES, MERGES, FOR_TRAINING, FOR_INFERENCE)
        .flatMap(List::stream)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The same network with less to do, without the rewrites that are switched off. */
  public static ShapedGraph optimise(ShapedGraph graph, Set<String> switchedOff) {
    return apply(REWRITES, graph, switchedOff);
  }

  /**
   * The same network, optimised already, with layers of several branches merged into one. Inference
   * has no use for it: there every layer has its own weights, as in files and exports.
   */
  public static ShapedGraph mergeForTraining(ShapedGraph graph, Set<String> switchedOff) {
    return apply(MERGES, graph, switchedOff);
  }

  /**
   * The same training graph with less to do, or with less to keep, without the rewrites that are
   * switched off.
   */
  public static TrainingGraph optimise(TrainingGraph graph, Set<String> switchedOff) {
    return apply(FOR_TRAINING, OrderSums.apply(graph), switchedOff);
  }

  /** The same inference graph with less to do, without the rewrites that are switched off. */
  public static InferenceGraph optimise(InferenceGraph graph, Set<String> switchedOff) {
    return apply(FOR_INFERENCE, graph, switchedOff);
  }

  private static <G> G apply(
      List<Map.Entry<String, UnaryOperator<G>>> rewrites, G graph, Set<String> switchedOff) {
    G result = graph;
    for (Map.Entry<String, UnaryOperator<G>> rewrite : rewrites) {
      if (!switchedOff.contains(rewrite.getKey())) {
        result = rewrite.getValue().apply(result);
      }
    }
    return result;
  }
}
