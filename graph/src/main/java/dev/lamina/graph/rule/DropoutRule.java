package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.DropoutGrad;
import java.util.List;
import java.util.Optional;

/** Dropout. */
final class DropoutRule implements Rule<Dropout> {

  @Override
  public Optional<Shape> output(Dropout op, List<Shape> inputs, Report report) {
    return Optional.of(inputs.get(0));
  }

  @Override
  public List<Saved> saved(Dropout op, Shape output) {
    int bytes = Math.toIntExact(output.elements());
    return List.of(new Saved("mask", Space.MASK, Shape.of(bytes)));
  }

  @Override
  public void gradient(Dropout op, Node node, GradientTape tape) {
    Value x = node.input(0);
    if (tape.needs(x)) {
      Value dx = tape.gradientOf(x);
      Value mask = node.outputs().get(1);
      tape.node("grad", new DropoutGrad(op), List.of(tape.outputGradient(), mask), List.of(dx));
      tape.contribute(x, dx);
    }
  }
}
