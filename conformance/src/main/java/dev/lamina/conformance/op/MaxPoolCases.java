package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.graph.op.Window;
import java.util.List;
import java.util.stream.Stream;

/** Max-pooling in training and in inference, on pixels that differ and on equal ones. */
final class MaxPoolCases implements Family {
  @Override
  public String name() {
    return "MaxPool";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
            PoolWindows.scenarios(MaxPoolCases::distinct),
            Stream.of(distinct(3, Shape.of(5, 17, 18), new Window(16, 1, 0))),
            PoolWindows.scenarios(MaxPoolCases::tied),
            PoolWindows.scenarios(MaxPoolCases::inference))
        .flatMap(scenarios -> scenarios);
  }

  private static Scenario distinct(int batch, Shape in, Window window) {
    Scenario.Builder scenario = Scenario.named(batch + " x " + in + ", " + window);
    Operand x = scenario.given("x", in, batch, Fill.distinctWithin(window.kernel()));
    Operand y = scenario.computed("y", PoolWindows.output(in, window), batch);
    Operand dy = scenario.given("dy", y.shape(), batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", in, batch);
    scenario.gradient(x, dx, y, dy);
    return training(scenario, new MaxPool(window), x, y, dy, dx);
  }

  /** Without a derivative, as the maxima are kinks; the first of them has it all. */
  private static Scenario tied(int batch, Shape in, Window window) {
    Scenario.Builder scenario = Scenario.named(batch + " x " + in + ", " + window + ", ties");
    Operand x = scenario.given("x", in, batch, Fill.integers(3));
    Operand y = scenario.computed("y", PoolWindows.output(in, window), batch);
    Operand dy = scenario.given("dy", y.shape(), batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", in, batch);
    return training(scenario, new MaxPool(window), x, y, dy, dx);
  }

  private static Scenario training(
      Scenario.Builder scenario, MaxPool op, Operand x, Operand y, Operand dy, Operand dx) {
    Shape bytes = Shape.of(op.maskBytes(y.shape().elements()));
    Operand mask = scenario.internal("mask", Space.MASK, bytes, x.batch());
    return scenario
        .step(op, List.of(x), List.of(y, mask))
        .step(new MaxPoolGrad(op), List.of(dy, mask), List.of(dx))
        .build();
  }

  private static Scenario inference(int batch, Shape in, Window window) {
    Scenario.Builder scenario = Scenario.named(batch + " x " + in + ", " + window + ", inference");
    Operand x = scenario.given("x", in, batch, Fill.normal(1));
    Operand y = scenario.computed("y", PoolWindows.output(in, window), batch);
    return scenario.step(new MaxPool(window), List.of(x), List.of(y)).build();
  }
}
