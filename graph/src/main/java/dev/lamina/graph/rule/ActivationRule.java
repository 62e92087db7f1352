package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.ActivationGrad;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Activation functions. */
final class ActivationRule implements Rule<Activation> {

  @Override
  public Optional<Shape> output(Activation op, List<Shape> inputs, Report report) {
    return Optional.of(inputs.get(0));
  }

  @Override
  public void gradient(Activation op, Node node, GradientTape tape) {
    Value x = node.input(0);
    if (!tape.needs(x)) {
      return;
    }
    Value remembered = op.function().gradientUsesOutput() ? node.output() : x;
    tape.contribute(x, through(op.function(), remembered, () -> tape.gradientOf(x), tape));
  }

  /**
   * The current node's output gradient, taken back through an activation.
   *
   * @param made makes the value for it, where there is something to compute
   */
  static Value through(
      ActivationFunction function, Value remembered, Supplier<Value> made, GradientTape tape) {
    if (function == ActivationFunction.IDENTITY) {
      return tape.outputGradient();
    }
    Value dx = made.get();
    tape.node(
        "grad",
        new ActivationGrad(function),
        List.of(remembered, tape.outputGradient()),
        List.of(dx));
    return dx;
  }
}
