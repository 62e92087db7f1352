package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.AvgPoolGrad;
import java.util.List;
import java.util.Optional;

/** Average pooling. */
final class AvgPoolRule implements Rule<AvgPool> {

  @Override
  public Optional<Shape> output(AvgPool op, List<Shape> inputs, Report report) {
    Shape input = inputs.get(0);
    return Maps.isMap(input, report)
        ? Maps.slide(op.window(), input.channels(), input, report)
        : Optional.empty();
  }

  @Override
  public void gradient(AvgPool op, Node node, GradientTape tape) {
    Value x = node.input(0);
    if (tape.needs(x)) {
      Value dx = tape.gradientOf(x);
      tape.node("grad", new AvgPoolGrad(op), List.of(tape.outputGradient()), List.of(dx));
      tape.contribute(x, dx);
    }
  }
}
