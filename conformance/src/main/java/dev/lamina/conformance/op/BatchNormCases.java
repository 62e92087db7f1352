package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.BatchNormRecompute;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Batch normalisation, with and without its ReLU, in training, once more, and in inference. Where a
 * ReLU follows, inputs have two heaps far apart, so that outputs are far from its kink.
 */
final class BatchNormCases implements Family {
  @Override
  public String name() {
    return "BatchNorm";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(false, true).flatMap(BatchNormCases::scenarios);
  }

  private static Stream<Scenario> scenarios(boolean relu) {
    BatchNorm usual = new BatchNorm(1e-5, 0.1, relu);
    BatchNormInference inference = new BatchNormInference(1e-5, relu);
    return Stream.of(
        training(8, Shape.of(16, 32, 32), usual),
        training(8, Shape.of(64, 8, 8), usual),
        training(3, Shape.of(24, 7, 9), usual),
        training(1, Shape.of(5, 5, 4), usual),
        training(3, Shape.of(3, 4, 3), new BatchNorm(1e-3, 0.3, relu)),
        training(3, Shape.of(1, 6, 5), new BatchNorm(1e-5, 1, relu)),
        training(8, Shape.of(16, 1, 1), usual),
        training(8, Shape.of(5), usual),
        inference(8, Shape.of(16, 8, 8), inference),
        inference(3, Shape.of(24, 7, 9), inference),
        inference(1, Shape.of(64, 1, 1), inference),
        inference(3, Shape.of(1, 5, 3), new BatchNormInference(1e-3, relu)),
        inference(3, Shape.of(3, 5, 4), inference),
        inference(8, Shape.of(5), inference));
  }

  private static Scenario training(int batch, Shape shape, BatchNorm op) {
    Shape channels = Shape.of(shape.channels());
    Scenario.Builder scenario = Scenario.named(batch + " x " + shape + ", " + op);
    scenario.terms((long) batch * shape.pixels());
    Operand x = scenario.given("x", shape, batch, input(op.relu()));
    Operand scale = scenario.parameter("scale", channels, Fill.uniform(0.5, 1.5));
    Operand shift = scenario.parameter("shift", channels, Fill.uniform(-0.2, 0.2));
    Operand runningMean =
        scenario.updated("runningMean", Space.STATE, channels, Fill.uniform(-1, 1));
    Operand runningVariance =
        scenario.updated("runningVariance", Space.STATE, channels, Fill.uniform(0.5, 2));
    Operand y = scenario.computed("y", shape, batch);
    Operand mean = scenario.computed("mean", Space.STATISTIC, channels);
    Operand second = scenario.internal("second", Space.STATISTIC, channels, 1);
    Operand dy = scenario.given("dy", shape, batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", shape, batch);
    Operand dscale = scenario.computed("dscale", Space.GRADIENT, channels);
    Operand dshift = scenario.computed("dshift", Space.GRADIENT, channels);
    Operand again = scenario.computed("again", shape, batch);
    List<Operand> outputs = new ArrayList<>(List.of(y, mean, second));
    List<Operand> saved = new ArrayList<>(List.of(x, dy, scale, shift, mean, second));
    if (op.relu()) {
      Shape bytes = Shape.of(BatchNorm.maskBytes(shape.elements()));
      Operand mask = scenario.internal("mask", Space.MASK, bytes, batch);
      outputs.add(mask);
      saved.add(mask);
    }
    return scenario
        .step(op, List.of(x, scale, shift, runningMean, runningVariance), outputs)
        .step(new BatchNormRecompute(op), List.of(x, scale, shift, mean, second), List.of(again))
        .step(new BatchNormGrad(op), saved, List.of(dx, dscale, dshift))
        .gradient(x, dx, y, dy)
        .gradient(scale, dscale, y, dy)
        .gradient(shift, dshift, y, dy)
        .build();
  }

  private static Scenario inference(int batch, Shape shape, BatchNormInference op) {
    Shape channels = Shape.of(shape.channels());
    Scenario.Builder scenario = Scenario.named(batch + " x " + shape + ", " + op);
    Operand x = scenario.given("x", shape, batch, input(op.relu()));
    Operand scale = scenario.parameter("scale", channels, Fill.uniform(0.5, 1.5));
    Operand shift = scenario.parameter("shift", channels, Fill.uniform(-0.2, 0.2));
    Operand mean = scenario.given("mean", Space.STATE, channels, 1, Fill.uniform(-0.2, 0.2));
    Operand variance = scenario.given("variance", Space.STATE, channels, 1, Fill.uniform(0.5, 2));
    Operand y = scenario.computed("y", shape, batch);
    return scenario.step(op, List.of(x, scale, shift, mean, variance), List.of(y)).build();
  }

  private static Fill input(boolean relu) {
    return relu ? Fill.awayFromZero() : Fill.normal(3);
  }
}
