package dev.lamina.graph.tree;

import dev.lamina.graph.decl.Origin;
import java.util.List;

/**
 * Branches on one input, joined.
 *
 * @param name within the enclosing unit; the name of the joining node
 * @param join how
 * @param branches at least two, in the order of the join
 * @param origin where it was written
 */
public record Parallel(String name, Join join, List<Unit> branches, Origin origin) implements Unit {

  /** How branches become one. */
  public enum Join {
    /** Element-wise sum of equal shapes. */
    ADD,
    /** Concatenation of the channels. */
    CONCAT
  }

  public Parallel {
    branches = List.copyOf(branches);
  }
}
