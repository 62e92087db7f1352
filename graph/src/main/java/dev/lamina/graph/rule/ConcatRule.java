package dev.lamina.graph.rule;

import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Concatenation of branches. Which branches differ, and why, is reported by the walk that knows
 * them.
 */
final class ConcatRule implements Rule<Concat> {

  @Override
  public Optional<Shape> output(Concat op, List<Shape> inputs, Report report) {
    Shape first = inputs.get(0);
    if (inputs.stream().anyMatch(s -> !s.withChannels(1).equals(first.withChannels(1)))) {
      throw new IllegalArgumentException(Message.CONCAT_OF_DIFFERENT_SIZES + ": " + inputs);
    }
    // More than an int holds is too large anyway, and reported as that.
    long channels = inputs.stream().mapToLong(Shape::channels).sum();
    return Optional.of(first.withChannels((int) Math.min(Integer.MAX_VALUE, channels)));
  }

  @Override
  public void gradient(Concat op, Node node, GradientTape tape) {
    List<Integer> widths = node.inputs().stream().map(part -> part.shape().channels()).toList();
    List<Integer> needed =
        IntStream.range(0, op.parts()).filter(i -> tape.needs(node.input(i))).boxed().toList();
    List<Value> gradients = needed.stream().map(i -> tape.gradientOf(node.input(i))).toList();
    ConcatGrad grad = new ConcatGrad(widths, needed);
    tape.node("grad", grad, List.of(tape.outputGradient()), gradients);
    for (int i = 0; i < gradients.size(); i++) {
      tape.contribute(node.input(needed.get(i)), gradients.get(i));
    }
  }
}
