package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.rule.ParameterNeed.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Batch normalisation, with or without its ReLU. */
final class BatchNormRule implements Rule<BatchNorm> {

  @Override
  public Optional<Shape> output(BatchNorm op, List<Shape> inputs, Report report) {
    Shape input = inputs.get(0);
    return Maps.isMap(input, report) ? Optional.of(input) : Optional.empty();
  }

  @Override
  public List<ParameterNeed> parameters(BatchNorm op, Shape input) {
    int channels = input.channels();
    return List.of(
        ParameterNeed.perChannel("weight", channels, Role.NORM_SCALE),
        ParameterNeed.perChannel("bias", channels, Role.NORM_SHIFT),
        ParameterNeed.perChannel("running_mean", channels, Role.RUNNING_MEAN),
        ParameterNeed.perChannel("running_var", channels, Role.RUNNING_VARIANCE));
  }

  @Override
  public List<Saved> saved(BatchNorm op, Shape output) {
    Shape perChannel = Shape.of(output.channels());
    List<Saved> saved = new ArrayList<>();
    saved.add(new Saved("batchMean", Space.STATISTIC, perChannel));
    saved.add(new Saved("batchDeviation", Space.STATISTIC, perChannel));
    if (op.relu()) {
      saved.add(new Saved("mask", Space.MASK, Shape.of(BatchNorm.maskBytes(output.elements()))));
    }
    return saved;
  }

  @Override
  public void gradient(BatchNorm op, Node node, GradientTape tape) {
    Value x = node.input(0);
    Value scale = node.input(1);
    Value shift = node.input(2);
    List<Value> inputs = new ArrayList<>(List.of(x, tape.outputGradient(), scale, shift));
    inputs.addAll(node.outputs().subList(1, node.outputs().size()));
    Value dx = tape.gradientOf(x);
    tape.node(
        "grad",
        new BatchNormGrad(op),
        inputs,
        List.of(dx, tape.gradientOf(scale), tape.gradientOf(shift)));
    if (tape.needs(x)) {
      tape.contribute(x, dx);
    }
  }
}
