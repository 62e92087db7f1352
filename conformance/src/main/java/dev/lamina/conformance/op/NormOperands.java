package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;

/** What every norm in training reads and writes. */
final class NormOperands {
  final Scenario.Builder scenario;
  final Operand x;
  final Operand scale;
  final Operand shift;
  final Operand runningMean;
  final Operand runningVariance;
  final Operand mean;
  final Operand second;
  final Operand dscale;
  final Operand dshift;
  private final int batch;
  private final Shape shape;

  NormOperands(int batch, Shape shape, String name) {
    this.batch = batch;
    this.shape = shape;
    Shape channels = Shape.of(shape.channels());
    scenario = Scenario.named(batch + " x " + shape + ", " + name);
    scenario.terms((long) batch * shape.pixels());
    x = map("x", Fill.awayFromZero());
    scale = scenario.parameter("scale", channels, Fill.uniform(0.8, 1.5));
    shift = scenario.parameter("shift", channels, Fill.uniform(-0.2, 0.2));
    runningMean = scenario.updated("runningMean", Space.STATE, channels, Fill.uniform(-1, 1));
    runningVariance =
        scenario.updated("runningVariance", Space.STATE, channels, Fill.uniform(0.5, 2));
    mean = scenario.computed("mean", Space.STATISTIC, channels);
    second = scenario.internal("second", Space.STATISTIC, channels, 1);
    dscale = scenario.computed("dscale", Space.GRADIENT, channels);
    dshift = scenario.computed("dshift", Space.GRADIENT, channels);
  }

  Operand map(String name, Fill fill) {
    return scenario.given(name, shape, batch, fill);
  }

  Operand computed(String name) {
    return scenario.computed(name, shape, batch);
  }
}
