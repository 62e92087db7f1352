package dev.lamina.graph.tree;

import dev.lamina.graph.op.ActivationFunction;

/**
 * How the parameters of a network begin; norms always begin with weight 1 and bias 0.
 *
 * @param convolution convolutions' weights
 * @param linear linear layers' weights
 * @param zeroBias whether every bias begins at 0 instead of U(±1/√fanIn)
 * @param gainOf the activation function whose gain Kaiming initialisation uses
 */
public record Initialization(
    Scheme convolution, Scheme linear, boolean zeroBias, ActivationFunction gainOf) {

  /** Schemes for weights; fan-in and fan-out are counted per group. */
  public enum Scheme {
    /** N(0, gain²/fanIn): He et al., 2015, equation 10. */
    KAIMING_NORMAL_FAN_IN,
    /** N(0, gain²/fanOut): He et al., 2015, equation 14. */
    KAIMING_NORMAL_FAN_OUT,
    /** U(±1/√fanIn): PyTorch's default. */
    UNIFORM_FAN_IN
  }
}
