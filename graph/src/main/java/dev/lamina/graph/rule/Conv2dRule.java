package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.rule.ParameterNeed.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Convolution. */
final class Conv2dRule implements Rule<Conv2d> {

  @Override
  public Optional<Shape> output(Conv2d op, List<Shape> inputs, Report report) {
    Shape input = inputs.get(0);
    if (!Maps.isMap(input, report)) {
      return Optional.empty();
    }
    if (Groups.divideChannels(op.groups(), input, report)) {
      Groups.divide(op.groups(), op.filters(), "filters", report);
    }
    return Maps.slide(op.window(), op.filters(), input, report);
  }

  @Override
  public List<ParameterNeed> parameters(Conv2d op, Shape input) {
    int channels = Math.max(1, input.channels() / op.groups());
    Shape shape = Shape.of(op.filters(), channels, op.window().kernel(), op.window().kernel());
    // PyTorch counts both fans from the weight's own dimensions: groups shrink the fan-in only.
    long fanIn = (long) channels * op.window().area();
    long fanOut = (long) op.filters() * op.window().area();
    List<ParameterNeed> needs = new ArrayList<>();
    needs.add(new ParameterNeed("weight", shape, Role.CONVOLUTION_WEIGHT, fanIn, fanOut));
    if (op.bias()) {
      needs.add(new ParameterNeed("bias", Shape.of(op.filters()), Role.BIAS, fanIn, fanOut));
    }
    return needs;
  }

  @Override
  public void gradient(Conv2d op, Node node, GradientTape tape) {
    Value x = node.input(0);
    Value dy = tape.outputGradient();
    List<Value> gradients = node.inputs().stream().skip(1).map(tape::gradientOf).toList();
    tape.node("weightGrad", new Conv2dWeightGrad(op), List.of(x, dy), gradients);
    if (tape.needs(x)) {
      Value dx = tape.gradientOf(x);
      tape.node("inputGrad", new Conv2dInputGrad(op), List.of(dy, node.input(1)), List.of(dx));
      tape.contribute(x, dx);
    }
  }

  @Override
  public long multiplyAdds(Conv2d op, Shape input, Shape output) {
    return output.elements() * (input.channels() / op.groups()) * op.window().area();
  }
}
