package dev.lamina.graph;

import java.util.Locale;

/** What can be dumped, in the order in which it is made. */
public enum Stage {
  /** The unit tree: built-in blocks expanded. */
  TREE,
  /** The forward graph with shapes. */
  SHAPED,
  /** The forward graph after rewrites. */
  OPTIMISED,
  /** Forward graph, loss and backward graph. */
  TRAINING,
  /** The forward graph for inference. */
  INFERENCE,
  /** The training and inference graphs with the place of every value. */
  PLAN;

  /** The name in options and file names, for example {@code shaped}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
