package dev.lamina.dsl;

/**
 * How weights begin. Fan-in is the number of inputs that one output sums, fan-out the number of
 * outputs that one input reaches; both are counted within a group of a grouped convolution. The
 * gain is that of the network's activation function: √2 for RELU and GELU, 5/3 for TANH,
 * √(2/(1+0.01²)) for LEAKY_RELU, 1 for IDENTITY.
 */
public enum Scheme {
  /** N(0, gain²/fanIn): He et al., 2015, equation 10. */
  KAIMING_NORMAL_FAN_IN,
  /** N(0, gain²/fanOut): He et al., 2015, equation 14. */
  KAIMING_NORMAL_FAN_OUT,
  /** U(±1/√fanIn): PyTorch's default. */
  UNIFORM_FAN_IN
}
