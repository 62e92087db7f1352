package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.AvgPoolGrad;
import dev.lamina.graph.op.Window;
import java.util.List;
import java.util.stream.Stream;

/** Average pooling and its gradient. */
final class AvgPoolCases implements Family {
  @Override
  public String name() {
    return "AvgPool";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return PoolWindows.scenarios(AvgPoolCases::scenario);
  }

  private static Scenario scenario(int batch, Shape in, Window window) {
    AvgPool op = new AvgPool(window);
    Scenario.Builder scenario = Scenario.named(batch + " x " + in + ", " + window);
    Operand x = scenario.given("x", in, batch, Fill.normal(1));
    Operand y = scenario.computed("y", PoolWindows.output(in, window), batch);
    Operand dy = scenario.given("dy", y.shape(), batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", in, batch);
    return scenario
        .step(op, List.of(x), List.of(y))
        .step(new AvgPoolGrad(op), List.of(dy), List.of(dx))
        .gradient(x, dx, y, dy)
        .build();
  }
}
