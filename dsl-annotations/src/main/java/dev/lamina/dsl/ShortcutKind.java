package dev.lamina.dsl;

/** What stands in for a residual block's identity shortcut where that does not fit. */
public enum ShortcutKind {
  /**
   * A 1x1 convolution as the block's form has it: with a bias and without a norm; after a norm and
   * an activation, without a bias, where {@link Residual#preAct}; without a bias and followed by a
   * norm where {@link Grouped}.
   */
  PROJECTION,
  /** A 1x1 convolution without a bias, followed by a norm, whatever the block's form. */
  PROJECTION_NORM
}
