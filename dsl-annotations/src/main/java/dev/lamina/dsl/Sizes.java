package dev.lamina.dsl;

/** Names for sizes that follow from something else than a number that the user writes. */
public final class Sizes {

  /**
   * As {@code filters}: as many channels as come in. As {@code padding}: half the kernel, rounded
   * down, so that an odd kernel with stride 1 keeps height and width.
   */
  public static final int SAME = Integer.MIN_VALUE;

  /** As {@code stride} of a pooling layer: the kernel, so that windows do not overlap. */
  public static final int KERNEL = Integer.MIN_VALUE + 1;

  /** As {@code units} of a linear layer: the network's number of classes. */
  public static final int CLASSES = Integer.MIN_VALUE + 2;

  private Sizes() {}
}
