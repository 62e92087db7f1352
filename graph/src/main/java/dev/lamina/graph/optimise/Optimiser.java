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
 * reads a value. Inference graphs have rewrites of their own, which no gradient has to follow.
 */
public final class Optimiser {

  private static final List<Rewrite> REWRITES =
      List.of(new DropIdentity(), FuseActivation.intoNorm(), FuseActivation.intoSum());

  /** After these, layers are no longer what people declared: only training runs the result. */
  private static final List<Rewrite> MERGES = List.of(new MergeBranchEnds());

  /**
   * Chains come last, of what no convolution has taken in. They are fused in training graphs, too.
   */
  private static final List<Map.Entry<String, UnaryOperator<InferenceGraph>>> FOR_INFERENCE =
      List.of(
          Map.entry(FoldNorms.NAME, FoldNorms::apply),
          Map.entry(FuseConvolutions.NAME, FuseConvolutions::apply),
          Map.entry(FuseElementwise.NAME, FuseElementwise::apply));

  private Optimiser() {}

  /** The names of all rewrites. */
  public static Set<String> names() {
    Stream<String> rewrites = Stream.of(REWRITES, MERGES).flatMap(List::stream).map(Rewrite::name);
    return Stream.concat(rewrites, FOR_INFERENCE.stream().map(Map.Entry::getKey))
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

  private static ShapedGraph apply(
      List<Rewrite> rewrites, ShapedGraph graph, Set<String> switchedOff) {
    ShapedGraph result = graph;
    for (Rewrite rewrite : rewrites) {
      if (!switchedOff.contains(rewrite.name())) {
        result = rewrite.apply(result);
      }
    }
    return result;
  }

  /** The same training graph with less to do, without the rewrites that are switched off. */
  public static TrainingGraph optimise(TrainingGraph graph, Set<String> switchedOff) {
    TrainingGraph ordered = OrderSums.apply(graph);
    return switchedOff.contains(FuseElementwise.NAME) ? ordered : FuseElementwise.apply(ordered);
  }

  /** The same inference graph with less to do, without the rewrites that are switched off. */
  public static InferenceGraph optimise(InferenceGraph graph, Set<String> switchedOff) {
    InferenceGraph result = graph;
    for (Map.Entry<String, UnaryOperator<InferenceGraph>> rewrite : FOR_INFERENCE) {
      if (!switchedOff.contains(rewrite.getKey())) {
        result = rewrite.getValue().apply(result);
      }
    }
    return result;
  }
}
