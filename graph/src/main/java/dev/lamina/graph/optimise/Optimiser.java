package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.ShapedGraph;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Applies the rewrites of the forward graph in order. They come before differentiation: a fused op
 * has a gradient rule of its own, so no backward pattern needs to be matched.
 */
public final class Optimiser {

  private static final List<Rewrite> REWRITES =
      List.of(new DropIdentity(), FuseActivation.intoNorm(), FuseActivation.intoSum());

  private Optimiser() {}

  /** The names of all rewrites. */
  public static Set<String> names() {
    return REWRITES.stream().map(Rewrite::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The same network with less to do, without the rewrites that are switched off. */
  public static ShapedGraph optimise(ShapedGraph graph, Set<String> switchedOff) {
    ShapedGraph result = graph;
    for (Rewrite rewrite : REWRITES) {
      if (!switchedOff.contains(rewrite.name())) {
        result = rewrite.apply(result);
      }
    }
    return result;
  }
}
