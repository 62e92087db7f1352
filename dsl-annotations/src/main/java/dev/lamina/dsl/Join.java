package dev.lamina.dsl;

/** How the branches of a {@link Parallel} block become one. */
public enum Join {
  /** The element-wise sum; all branches give the same shape. */
  ADD,
  /** The concatenation of the channels; all branches give the same height and width. */
  CONCAT
}
