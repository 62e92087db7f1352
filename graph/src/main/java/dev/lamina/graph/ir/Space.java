package dev.lamina.graph.ir;

/** Where a value lives: its arena, its lifetime and whether it grows with the batch. */
public enum Space {
  /** The batch of images: floats, per example, written by the data loader. */
  INPUT(true),
  /** The batch of labels: one 32-bit integer per example. */
  LABELS(true),
  /** A feature map, a vector or the gradient of either: floats, per example, planned. */
  ACTIVATION(true),
  /**
   * What a device saves from a forward kernel for its own backward kernel (positions of maxima,
   * signs, dropped elements): bytes, per example, planned; the content is the device's own.
   */
  MASK(true),
  /** Per-channel floats saved from forward to backward (batch mean and variance); planned. */
  STATISTIC(false),
  /** A trainable parameter: floats, in the contiguous parameter arena. */
  PARAMETER(false),
  /**
   * The gradient of a parameter: floats, in an arena of the same layout as the parameters', which
   * is 0 when it is made.
   */
  GRADIENT(false),
  /** A persistent value that is not trained (running mean and variance): floats. */
  STATE(false),
  /**
   * What inference reads in place of parameters, computed from parameters and states whenever these
   * have changed: floats, planned, but never shared.
   */
  FOLDED(false),
  /**
   * Two floats a step: the mean loss over the batch and the number of correct predictions; behind
   * those of the step under way, those of the last steps.
   */
  METRICS(false),
  /** Two 32-bit integers that seed the random draws of one step: the run's seed and the step. */
  RANDOM(false),
  /** Two floats a step for the optimizer: the learning rate and the step, counted from 1. */
  HYPERPARAMETERS(false),
  /**
   * What an optimizer keeps for each parameter: floats, arenas of the same layout as the
   * parameters'.
   */
  OPTIMIZER(false);

  private final boolean perExample;

  Space(boolean perExample) {
    this.perExample = perExample;
  }

  /** Whether the size of such a value is multiplied by the batch size. */
  public boolean perExample() {
    return perExample;
  }
}
