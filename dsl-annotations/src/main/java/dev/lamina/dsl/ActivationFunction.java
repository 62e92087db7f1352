package dev.lamina.dsl;

/** The activation functions, by the names that users of PyTorch know. */
public enum ActivationFunction {
  /** The function that {@link Network#activation} names. */
  NETWORK,
  /** {@code x}. */
  IDENTITY,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code x} where positive, else {@code 0.01 x}. */
  LEAKY_RELU,
  /** {@code tanh x}. */
  TANH,
  /** {@code x/2 (1 + erf(x/√2))}: Hendrycks and Gimpel, 2016, the exact form. */
  GELU
}
