package dev.lamina.graph.rule;

import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.graph.rule.ParameterNeed.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fully connected layer. */
final class LinearRule implements Rule<Linear> {

  @Override
  public Optional<Shape> output(Linear op, List<Shape> inputs, Report report) {
    Shape input = inputs.get(0);
    if (input.isMap()) {
      report.here(Message.LINEAR_OVER_MAP, report.path(), input, input.channels());
    }
    return Optional.of(Shape.of(op.units()));
  }

  @Override
  public List<ParameterNeed> parameters(Linear op, Shape input) {
    Shape shape = Shape.of(op.units(), input.channels());
    List<ParameterNeed> needs = new ArrayList<>();
    needs.add(new ParameterNeed("weight", shape, Role.LINEAR_WEIGHT, input.channels(), op.units()));
    if (op.bias()) {
      needs.add(
          new ParameterNeed("bias", Shape.of(op.units()), Role.BIAS, input.channels(), op.units()));
    }
    return needs;
  }

  @Override
  public void gradient(Linear op, Node node, GradientTape tape) {
    Value x = node.input(0);
    Value dy = tape.outputGradient();
    List<Value> gradients = node.inputs().stream().skip(1).map(tape::gradientOf).toList();
    tape.node("weightGrad", new LinearWeightGrad(op), List.of(x, dy), gradients);
    if (tape.needs(x)) {
      Value dx = tape.gradientOf(x);
      tape.node("inputGrad", new LinearInputGrad(op), List.of(dy, node.input(1)), List.of(dx));
      tape.contribute(x, dx);
    }
  }

  @Override
  public long multiplyAdds(Linear op, Shape input, Shape output) {
    return (long) input.channels() * output.channels();
  }
}
