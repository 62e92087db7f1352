package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import java.util.List;
import java.util.stream.Stream;

/** The loss with its gradient: logits near each other, far apart and equal. */
final class LossCases implements Family {
  @Override
  public String name() {
    return "Loss";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        scenario("", 8, 10, 0, Fill.normal(2)),
        scenario("", 8, 10, 0.1, Fill.normal(2)),
        scenario("", 1, 2, 0, Fill.normal(1)),
        scenario("", 3, 100, 0.1, Fill.normal(3)),
        scenario(" far apart", 8, 5, 0, Fill.integers(100)),
        scenario(" of a few values", 8, 3, 0.2, Fill.integers(2)),
        scenario(" large", 3, 10, 0, Fill.uniform(1000, 1010)));
  }

  private static Scenario scenario(
      String kind, int batch, int classes, double smoothing, Fill fill) {
    SoftmaxCrossEntropy op = new SoftmaxCrossEntropy(smoothing);
    Shape shape = Shape.of(classes);
    Scenario.Builder scenario =
        Scenario.named(batch + " x " + classes + " logits" + kind + ", smoothing " + smoothing);
    Operand logits = scenario.given("logits", shape, batch, fill);
    Operand labels =
        scenario.given("labels", Space.LABELS, Shape.of(1), batch, Fill.integers(classes));
    Operand metrics = scenario.computed("metrics", Space.METRICS, Shape.of(2));
    Operand dlogits = scenario.computed("dlogits", shape, batch);
    // The gradient is of the loss alone, the first of the two metrics.
    Operand seed = scenario.given("seed", Space.METRICS, Shape.of(2), 1, Fill.values(1, 0));
    return scenario
        .step(op, List.of(logits, labels), List.of(metrics, dlogits))
        .gradient(logits, dlogits, metrics, seed)
        .build();
  }
}
