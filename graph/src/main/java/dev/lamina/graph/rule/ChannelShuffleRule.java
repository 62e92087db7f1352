package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ChannelShuffle;
import java.util.List;
import java.util.Optional;

/** Channel shuffle. */
final class ChannelShuffleRule implements Rule<ChannelShuffle> {

  @Override
  public Optional<Shape> output(ChannelShuffle op, List<Shape> inputs, Report report) {
    Shape input = inputs.get(0);
    if (!Maps.isMap(input, report)) {
      return Optional.empty();
    }
    Groups.divideChannels(op.groups(), input, report);
    return Optional.of(input);
  }

  @Override
  public void gradient(ChannelShuffle op, Node node, GradientTape tape) {
    Value x = node.input(0);
    if (tape.needs(x)) {
      Value dx = tape.gradientOf(x);
      // The transpose of a matrix is transposed back by a shuffle of as many groups as it has rows.
      ChannelShuffle back = new ChannelShuffle(x.shape().channels() / op.groups());
      tape.node("grad", back, List.of(tape.outputGradient()), List.of(dx));
      tape.contribute(x, dx);
    }
  }
}
