package dev.lamina.graph.decl;

/**
 * How parameters are declared to begin.
 *
 * @param convolution weights of convolutions
 * @param linear weights of linear layers
 * @param zeroBias whether every bias begins at 0
 */
public record InitializeDecl(Scheme convolution, Scheme linear, boolean zeroBias) {

  /** Schemes for weights. */
  public enum Scheme {
    /** N(0, gain²/fanIn). */
    KAIMING_NORMAL_FAN_IN,
    /** N(0, gain²/fanOut). */
    KAIMING_NORMAL_FAN_OUT,
    /** U(±1/√fanIn). */
    UNIFORM_FAN_IN
  }
}
