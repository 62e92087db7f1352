package dev.lamina.runtime.reference;

import dev.lamina.graph.op.ActivationFunction;
import org.apache.commons.numbers.gamma.Erfc;

/** The activation functions and their derivatives. */
final class Functions {
  private static final double SQRT_HALF = Math.sqrt(0.5);
  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  private Functions() {}

  static double value(ActivationFunction function, double x) {
    return switch (function) {
      case IDENTITY -> x;
      case RELU -> Math.max(x, 0);
      case LEAKY_RELU -> x > 0 ? x : ActivationFunction.LEAKY_SLOPE * x;
      case TANH -> Math.tanh(x);
      case GELU -> x * normal(x);
    };
  }

  /**
   * The derivative.
   *
   * @param saved the function's output if {@link ActivationFunction#gradientUsesOutput}, else its
   *     input
   */
  static double derivative(ActivationFunction function, double saved) {
    return switch (function) {
      case IDENTITY -> 1;
      case RELU -> saved > 0 ? 1 : 0;
      case LEAKY_RELU -> saved > 0 ? 1 : ActivationFunction.LEAKY_SLOPE;
      case TANH -> 1 - saved * saved;
      case GELU -> normal(saved) + saved * Math.exp(-saved * saved / 2) / SQRT_TWO_PI;
    };
  }

  /** The normal distribution function (1 + erf(x/√2)) / 2, without its cancellation below zero. */
  private static double normal(double x) {
    return Erfc.value(-x * SQRT_HALF) / 2;
  }
}
