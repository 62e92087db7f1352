package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.ActivationGrad;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every activation function: forward alone (also in place), and forward with its gradient. */
final class ActivationCases implements Family {
  @Override
  public String name() {
    return "Activation";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Arrays.stream(ActivationFunction.values()).flatMap(ActivationCases::scenarios);
  }

  private static Stream<Scenario> scenarios(ActivationFunction function) {
    return Stream.of(
        forward(8, Shape.of(16, 8, 8), function),
        forward(3, Shape.of(10), function),
        both(8, Shape.of(64, 8, 8), function),
        both(3, Shape.of(5, 7, 9), function),
        both(1, Shape.of(3, 1, 5), function),
        both(1, Shape.of(1, 1, 1), function),
        both(3, Shape.of(24), function));
  }

  private static Scenario forward(int batch, Shape shape, ActivationFunction function) {
    Scenario.Builder scenario = Scenario.named(batch + " x " + shape + ", " + function);
    Operand x = scenario.given("x", shape, batch, input(function));
    Operand y = scenario.computed("y", shape, batch);
    return scenario.step(new Activation(function), List.of(x), List.of(y)).build();
  }

  private static Scenario both(int batch, Shape shape, ActivationFunction function) {
    Scenario.Builder scenario =
        Scenario.named(batch + " x " + shape + ", " + function + " with gradient");
    Operand x = scenario.given("x", shape, batch, input(function));
    Operand y = scenario.computed("y", shape, batch);
    Operand dy = scenario.given("dy", shape, batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", shape, batch);
    Operand saved = function.gradientUsesOutput() ? y : x;
    return scenario
        .step(new Activation(function), List.of(x), List.of(y))
        .step(new ActivationGrad(function), List.of(saved, dy), List.of(dx))
        .gradient(x, dx, y, dy)
        .build();
  }

  /**
   * Inputs that are neither near a kink, nor only where the function is all but straight, nor so
   * far out that 1 - y² (or erf + 1) loses its digits in float32: some tensors have one element.
   */
  static Fill input(ActivationFunction function) {
    return switch (function) {
      case RELU, LEAKY_RELU -> Fill.awayFromZero();
      case IDENTITY -> Fill.normal(1.5);
      case TANH, GELU -> Fill.uniform(-2, 2);
    };
  }
}
