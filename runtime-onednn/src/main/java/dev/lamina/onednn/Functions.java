package dev.lamina.onednn;

import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.onednn.primitive.EltwiseFunction;

/** The activation functions in oneDNN's terms. */
final class Functions {
  private Functions() {}

  static EltwiseFunction of(ActivationFunction function) {
    return switch (function) {
      case IDENTITY -> EltwiseFunction.IDENTITY;
      case RELU -> EltwiseFunction.RELU;
      case LEAKY_RELU -> EltwiseFunction.leakyRelu((float) ActivationFunction.LEAKY_SLOPE);
      case TANH -> EltwiseFunction.TANH;
      case GELU -> EltwiseFunction.GELU;
    };
  }
}
