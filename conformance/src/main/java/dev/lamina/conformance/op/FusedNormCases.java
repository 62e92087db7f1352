package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.FusedStep.Apply;
import dev.lamina.graph.op.FusedStep.Lead;
import dev.lamina.graph.op.FusedStep.Slope;
import dev.lamina.graph.op.FusedStep.Sum;
import dev.lamina.graph.op.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chains that a norm begins: at the end of a residual block, in training and in inference; and its
 * gradient with the sum of gradients after it, behind a ReLU too.
 */
final class FusedNormCases implements Family {
  private static final Fill SMALL = Fill.uniform(-0.3, 0.3);
  private static final ActivationFunction RELU = ActivationFunction.RELU;

  @Override
  public String name() {
    return "Fused norm";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        residual(8, Shape.of(16, 8, 8), new BatchNorm(1e-5, 0.1, false)),
        residual(3, Shape.of(5, 7, 9), new BatchNorm(1e-3, 0.3, false)),
        residual(3, Shape.of(1, 6, 5), new BatchNorm(1e-5, 1, false)),
        residual(8, Shape.of(24), new BatchNorm(1e-5, 0.1, false)),
        preActivated(8, Shape.of(16, 8, 8)),
        preActivated(3, Shape.of(24, 7, 9)),
        preActivated(3, Shape.of(3, 5, 4)),
        inference(8, Shape.of(16, 8, 8)),
        inference(3, Shape.of(5, 7, 9)),
        inference(1, Shape.of(64, 1, 1)));
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  /**
   * {@code y = relu(norm(x) + other)}; and with g the gradient behind the ReLU, the norm's of it,
   * to which another is added.
   */
  private static Scenario residual(int batch, Shape shape, BatchNorm norm) {
    Fused forward =
        new Fused(
            6,
            List.of(new Lead(norm, range(0, 5)), new Sum(List.of(6, 5)), new Apply(RELU, 7)),
            List.of(8));
    Fused backward =
        new Fused(
            7,
            List.of(new Lead(new BatchNormGrad(norm), range(0, 6)), new Sum(List.of(7, 6))),
            List.of(8, 7));
    NormOperands o = new NormOperands(batch, shape, norm + ", residual");
    Operand other = o.map("other", Fill.uniform(-0.05, 0.05));
    Operand y = o.computed("y");
    Operand dy = o.map("dy", Fill.normal(1));
    Operand g = o.computed("g");
    Operand more = o.map("more", Fill.normal(1));
    Operand sum = o.computed("sum");
    Operand dx = o.computed("dx");
    return o.scenario
        .step(
            forward,
            List.of(o.x, o.scale, o.shift, o.runningMean, o.runningVariance, other),
            List.of(y, o.mean, o.second))
        .step(new Fused(2, List.of(new Slope(RELU, 0, 1)), List.of(2)), List.of(y, dy), List.of(g))
        .step(
            backward,
            List.of(o.x, g, o.scale, o.shift, o.mean, o.second, more),
            List.of(sum, dx, o.dscale, o.dshift))
        .gradient(o.x, dx, y, dy)
        .gradient(other, g, y, dy)
        .gradient(o.scale, o.dscale, y, dy)
        .gradient(o.shift, o.dshift, y, dy)
        .build();
  }

  /** The gradient of a norm with its ReLU, and the other gradient of what both read. */
  private static Scenario preActivated(int batch, Shape shape) {
    BatchNorm norm = new BatchNorm(1e-5, 0.1, true);
    Fused backward =
        new Fused(
            8,
            List.of(new Lead(new BatchNormGrad(norm), range(0, 7)), new Sum(List.of(7, 8))),
            List.of(9));
    NormOperands o = new NormOperands(batch, shape, norm + ", pre-activated");
    Operand y = o.computed("y");
    Operand mask =
        o.scenario.internal(
            "mask", Space.MASK, Shape.of(BatchNorm.maskBytes(shape.elements())), batch);
    Operand dy = o.map("dy", Fill.normal(1));
    Operand more = o.map("more", Fill.normal(1));
    Operand sum = o.computed("sum");
    return o.scenario
        .step(
            norm,
            List.of(o.x, o.scale, o.shift, o.runningMean, o.runningVariance),
            List.of(y, o.mean, o.second, mask))
        .step(
            backward,
            List.of(o.x, dy, o.scale, o.shift, o.mean, o.second, mask, more),
            List.of(sum, o.dscale, o.dshift))
        .gradient(o.scale, o.dscale, y, dy)
        .gradient(o.shift, o.dshift, y, dy)
        .build();
  }

  /**
   * {@code y = tanh(norm(x) + other)} with the running averages, and the same with a leaky ReLU.
   */
  private static Scenario inference(int batch, Shape shape) {
    Op norm = new BatchNormInference(1e-3, false);
    Scenario.Builder scenario = Scenario.named(batch + " x " + shape + ", " + norm + ", residual");
    Shape channels = Shape.of(shape.channels());
    List<Operand> operands = new ArrayList<>();
    operands.add(scenario.given("x", shape, batch, Fill.normal(1)));
    operands.add(scenario.parameter("scale", channels, Fill.uniform(0.5, 1.5)));
    operands.add(scenario.parameter("shift", channels, SMALL));
    operands.add(scenario.given("mean", Space.STATE, channels, 1, SMALL));
    operands.add(scenario.given("variance", Space.STATE, channels, 1, Fill.uniform(0.5, 2)));
    operands.add(scenario.given("other", shape, batch, SMALL));
    for (ActivationFunction function :
        List.of(ActivationFunction.TANH, ActivationFunction.LEAKY_RELU)) {
      List<FusedStep> steps =
          List.of(new Lead(norm, range(0, 5)), new Sum(List.of(5, 6)), new Apply(function, 7));
      scenario.step(
          new Fused(6, steps, List.of(8)),
          operands,
          List.of(scenario.computed("y" + function, shape, batch)));
    }
    return scenario.build();
  }
}
