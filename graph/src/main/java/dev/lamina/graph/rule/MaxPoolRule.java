package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import java.util.List;
import java.util.Optional;

/** Max-pooling. */
final class MaxPoolRule implements Rule<MaxPool> {

  @Override
  public Optional<Shape> output(MaxPool op, List<Shape> inputs, Report report) {
    Shape input = inputs.get(0);
    return Maps.isMap(input, report)
        ? Maps.slide(op.window(), input.channels(), input, report)
        : Optional.empty();
  }

  @Override
  public List<Saved> saved(MaxPool op, Shape output) {
    return List.of(new Saved("mask", Space.MASK, Shape.of(op.maskBytes(output.elements()))));
  }

  @Override
  public void gradient(MaxPool op, Node node, GradientTape tape) {
    Value x = node.input(0);
    if (tape.needs(x)) {
      Value dx = tape.gradientOf(x);
      Value mask = node.outputs().get(1);
      tape.node("grad", new MaxPoolGrad(op), List.of(tape.outputGradient(), mask), List.of(dx));
      tape.contribute(x, dx);
    }
  }
}
