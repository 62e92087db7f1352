package dev.lamina.graph.rule;

import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Add;
import java.util.List;
import java.util.Optional;

/** Sum of branches. Which branches differ, and why, is reported by the walk that knows them. */
final class AddRule implements Rule<Add> {

  @Override
  public Optional<Shape> output(Add op, List<Shape> inputs, Report report) {
    if (inputs.stream().distinct().count() > 1) {
      throw new IllegalArgumentException(Message.SUM_OF_DIFFERENT_SHAPES + ": " + inputs);
    }
    return Optional.of(inputs.get(0));
  }

  @Override
  public void gradient(Add op, Node node, GradientTape tape) {
    Value gradient =
        ActivationRule.through(op.function(), node.output(), tape::gradientOfEveryInput, tape);
    for (Value term : node.inputs()) {
      if (tape.needs(term)) {
        tape.contribute(term, gradient);
      }
    }
  }
}
