package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.GlobalAvgPoolGrad;
import java.util.List;
import java.util.stream.Stream;

/** The average over all pixels and its gradient. */
final class GlobalAvgPoolCases implements Family {
  @Override
  public String name() {
    return "GlobalAvgPool";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        scenario(8, Shape.of(64, 8, 8)),
        scenario(3, Shape.of(24, 7, 5)),
        scenario(1, Shape.of(5, 1, 1)),
        scenario(3, Shape.of(1, 9, 1)),
        scenario(8, Shape.of(3, 13, 11)),
        scenario(1, Shape.of(16, 32, 32)));
  }

  private static Scenario scenario(int batch, Shape in) {
    Scenario.Builder scenario = Scenario.named(batch + " x " + in);
    scenario.terms(in.pixels());
    Operand x = scenario.given("x", in, batch, Fill.normal(1));
    Operand y = scenario.computed("y", Shape.of(in.channels()), batch);
    Operand dy = scenario.given("dy", y.shape(), batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", in, batch);
    return scenario
        .step(new GlobalAvgPool(), List.of(x), List.of(y))
        .step(new GlobalAvgPoolGrad(), List.of(dy), List.of(dx))
        .gradient(x, dx, y, dy)
        .build();
  }
}
