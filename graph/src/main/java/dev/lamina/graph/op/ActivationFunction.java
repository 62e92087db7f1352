package dev.lamina.graph.op;

/** The activation functions, with PyTorch's definitions. */
public enum ActivationFunction {
  /** {@code x}. */
  IDENTITY(1.0),
  /** {@code max(x, 0)}. */
  RELU(Math.sqrt(2.0)),
  /** {@code x} where positive, else {@code 0.01 x}. */
  LEAKY_RELU(Math.sqrt(2.0 / (1.0 + 0.01 * 0.01))),
  /** {@code tanh x}. */
  TANH(5.0 / 3.0),
  /** {@code x/2 (1 + erf(x/√2))}: Hendrycks and Gimpel, 2016, the exact form. */
  GELU(Math.sqrt(2.0));

  /** The slope of {@link #LEAKY_RELU} below zero. */
  public static final double LEAKY_SLOPE = 0.01;

  private final double gain;

  ActivationFunction(double gain) {
    this.gain = gain;
  }

  /** The gain of Kaiming initialisation for a layer that this function follows. */
  public double gain() {
    return gain;
  }

  /**
   * Whether the derivative is computed from the function's output rather than its input, so that
   * the input need not be kept.
   */
  public boolean gradientUsesOutput() {
    return this != GELU;
  }
}
