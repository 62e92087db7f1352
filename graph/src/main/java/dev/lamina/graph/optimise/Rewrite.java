package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.ShapedGraph;

/**
 * A small rewrite of the forward graph that keeps its results; its backward graph follows from
 * differentiation.
 */
interface Rewrite {

  /** The name by which it is switched off, for example {@code fuse-norm-relu}. */
  String name();

  /** The same network, with less to do. */
  ShapedGraph apply(ShapedGraph graph);
}
