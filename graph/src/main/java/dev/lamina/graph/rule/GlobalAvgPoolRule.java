package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.GlobalAvgPoolGrad;
import java.util.List;
import java.util.Optional;

/** Global average pooling. */
final class GlobalAvgPoolRule implements Rule<GlobalAvgPool> {

  @Override
  public Optional<Shape> output(GlobalAvgPool op, List<Shape> inputs, Report report) {
    Shape input = inputs.get(0);
    return Maps.isMap(input, report) ? Optional.of(Shape.of(input.channels())) : Optional.empty();
  }

  @Override
  public void gradient(GlobalAvgPool op, Node node, GradientTape tape) {
    Value x = node.input(0);
    if (tape.needs(x)) {
      Value dx = tape.gradientOf(x);
      tape.node("grad", new GlobalAvgPoolGrad(), List.of(tape.outputGradient()), List.of(dx));
      tape.contribute(x, dx);
    }
  }
}
