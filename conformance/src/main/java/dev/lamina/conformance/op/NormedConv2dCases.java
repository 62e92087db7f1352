package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Window;
import java.util.List;
import java.util.stream.Stream;

/** 1x1 convolutions with the norms behind them. */
final class NormedConv2dCases implements Family {
  @Override
  public String name() {
    return "NormedConv2d";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        scenario(4, Shape.of(4, 6, 6), 16),
        scenario(3, Shape.of(3, 5, 4), 13),
        scenario(2, Shape.of(16, 8, 8), 64),
        scenario(5, Shape.of(8, 9, 9), 5));
  }

  private static Scenario scenario(int batch, Shape shape, int filters) {
    NormedConv2d op =
        new NormedConv2d(
            new Conv2d(filters, new Window(1, 1, 0), 1, false), new BatchNorm(1e-5, 0.1, false));
    int channels = shape.channels();
    Shape wide = shape.withChannels(filters);
    Shape vector = Shape.of(filters);
    Scenario.Builder scenario =
        Scenario.named(batch + " x " + shape + ", " + filters + " filters")
            .terms((long) batch * shape.pixels() * channels);
    Operand x = scenario.given("x", shape, batch, Fill.normal(1));
    Operand weight =
        scenario.parameter("weight", Shape.of(filters, channels, 1, 1), Fill.normal(0.3));
    Operand scale = scenario.parameter("scale", vector, Fill.uniform(0.8, 1.5));
    Operand shift = scenario.parameter("shift", vector, Fill.uniform(-0.2, 0.2));
    Operand runningMean = scenario.updated("runningMean", Space.STATE, vector, Fill.uniform(-1, 1));
    Operand runningVariance =
        scenario.updated("runningVariance", Space.STATE, vector, Fill.uniform(0.5, 2));
    Operand y = scenario.computed("y", wide, batch);
    Operand mean = scenario.computed("mean", Space.STATISTIC, vector);
    Operand second = scenario.internal("second", Space.STATISTIC, vector, 1);
    Shape numbers = Shape.of(NormedConv2d.moments(channels));
    Operand moments = scenario.internal("moments", Space.STATISTIC, numbers, 1);
    scenario.step(
        op,
        List.of(x, weight, scale, shift, runningMean, runningVariance),
        List.of(y, mean, second, moments, space(scenario, "z", wide, batch)));
    Operand dy = scenario.given("dy", wide, batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", shape, batch);
    Operand dweight = scenario.computed("dweight", Space.GRADIENT, weight.shape());
    Operand dscale = scenario.computed("dscale", Space.GRADIENT, vector);
    Operand dshift = scenario.computed("dshift", Space.GRADIENT, vector);
    scenario.gradient(x, dx, y, dy);
    scenario.gradient(weight, dweight, y, dy);
    scenario.gradient(scale, dscale, y, dy);
    scenario.gradient(shift, dshift, y, dy);
    return scenario
        .step(
            new NormedConv2dGrad(op),
            List.of(x, dy, weight, scale, shift, mean, second, moments),
            List.of(
                dx,
                dweight,
                dscale,
                dshift,
                space(scenario, "again", wide, batch),
                space(scenario, "dz", wide, batch)))
        .build();
  }

  private static Operand space(Scenario.Builder scenario, String name, Shape shape, int batch) {
    return scenario.internal(name, Space.ACTIVATION, shape, batch);
  }
}
