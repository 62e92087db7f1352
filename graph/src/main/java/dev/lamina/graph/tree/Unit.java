package dev.lamina.graph.tree;

import dev.lamina.graph.decl.Origin;

/**
 * A part of a network before its shapes are known. Every built-in block is expanded into these, so
 * a block that a user composes from the same parts is the same network.
 */
public sealed interface Unit permits Leaf, Parallel, Sequence, Shortcut {

  /**
   * Name within the enclosing unit, for example {@code conv1}; paths join names with dots. A unit
   * without a name (the empty string) adds nothing to the path. Branches of a {@link Parallel} and
   * the projection of a {@link Shortcut} lie in the same scope as the unit itself.
   */
  String name();

  /** Where it was written. */
  Origin origin();
}
