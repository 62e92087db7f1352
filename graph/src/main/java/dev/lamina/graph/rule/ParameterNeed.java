package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Shape;

/**
 * A parameter or state that an op reads.
 *
 * @param suffix of its name in weight files, for example {@code weight}
 * @param shape PyTorch's dimensions
 * @param role what it is to the op; it decides how the parameter begins
 * @param fanIn inputs that one output sums, 0 where that means nothing
 * @param fanOut outputs that one input reaches, 0 where that means nothing
 */
public record ParameterNeed(String suffix, Shape shape, Role role, long fanIn, long fanOut) {

  /** What a parameter is to its op. */
  public enum Role {
    /** A convolution's weight. */
    CONVOLUTION_WEIGHT,
    /** A linear layer's weight. */
    LINEAR_WEIGHT,
    /** A bias. */
    BIAS,
    /** A norm's scale: begins at 1. */
    NORM_SCALE,
    /** A norm's shift: begins at 0. */
    NORM_SHIFT,
    /** A running mean: a state, begins at 0. */
    RUNNING_MEAN,
    /** A running variance: a state, begins at 1. */
    RUNNING_VARIANCE;

    /** Whether it is trained; otherwise it is a state. */
    public boolean trainable() {
      return this != RUNNING_MEAN && this != RUNNING_VARIANCE;
    }
  }

  static ParameterNeed perChannel(String suffix, int channels, Role role) {
    return new ParameterNeed(suffix, Shape.of(channels), role, 0, 0);
  }
}
