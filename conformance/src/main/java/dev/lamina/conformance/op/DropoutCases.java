package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.DropoutGrad;
import java.util.List;
import java.util.stream.Stream;

/** Dropout and its gradient: every device must drop the very same elements. */
final class DropoutCases implements Family {
  @Override
  public String name() {
    return "Dropout";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        scenario(8, Shape.of(64), new Dropout(0.5, 0), 42, 1),
        scenario(3, Shape.of(16, 8, 8), new Dropout(0.1, 1), 42, 1),
        scenario(3, Shape.of(5, 7, 9), new Dropout(0.9, 2), -7, 70_000),
        scenario(8, Shape.of(24), new Dropout(0.25, 3), Integer.MIN_VALUE, Integer.MAX_VALUE),
        scenario(1, Shape.of(3), new Dropout(0, 0), 0, 0));
  }

  private static Scenario scenario(int batch, Shape shape, Dropout op, int seed, int step) {
    Scenario.Builder scenario =
        Scenario.named(batch + " x " + shape + ", " + op + ", seed " + seed + ", step " + step);
    Operand x = scenario.given("x", shape, batch, Fill.normal(1));
    Operand random = scenario.given("random", Space.RANDOM, Shape.of(2), 1, state(seed, step));
    Operand y = scenario.computed("y", shape, batch);
    Shape bytes = Shape.of(Math.toIntExact(shape.elements()));
    Operand mask = scenario.internal("mask", Space.MASK, bytes, batch);
    Operand dy = scenario.given("dy", shape, batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", shape, batch);
    return scenario
        .step(op, List.of(x, random), List.of(y, mask))
        .step(new DropoutGrad(op), List.of(dy, mask), List.of(dx))
        .gradient(x, dx, y, dy)
        .build();
  }

  private static Fill state(int seed, int step) {
    return (shape, element, random) -> element == 0 ? seed : step;
  }
}
