package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.NextStep;
import java.util.List;
import java.util.stream.Stream;

/** The count of steps, and their metrics kept: exact, far into a long training too. */
final class StepCases implements Family {
  private static final int KEPT = 3;

  @Override
  public String name() {
    return "Step";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(scenario(42, 0), scenario(-7, 351), scenario(0, 9_999_999));
  }

  private static Scenario scenario(int seed, int step) {
    Scenario.Builder scenario = Scenario.named("seed " + seed + ", step " + step);
    Shape pair = Shape.of(2);
    Operand random = scenario.updated("random", Space.RANDOM, pair, Fill.values(seed, step));
    Operand figures =
        scenario.updated("figures", Space.HYPERPARAMETERS, pair, Fill.values(0.125, step + 1));
    Operand metrics = scenario.given("metrics", Space.METRICS, pair, 1, Fill.values(2.25, 17));
    Operand earlier =
        scenario.updated("earlier", Space.METRICS, Shape.of(2 * KEPT), Fill.uniform(0, 1));
    List<Operand> inputs = List.of(random, figures, metrics, earlier);
    List<Operand> outputs = List.of(random, figures, earlier);
    return scenario
        .step(new NextStep(), inputs, outputs)
        .step(new NextStep(), inputs, outputs)
        .build();
  }
}
