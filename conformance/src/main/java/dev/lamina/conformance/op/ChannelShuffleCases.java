package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ChannelShuffle;
import java.util.List;
import java.util.stream.Stream;

/** Channel shuffles, and back. */
final class ChannelShuffleCases implements Family {
  @Override
  public String name() {
    return "ChannelShuffle";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        scenario(8, Shape.of(16, 8, 8), 4),
        scenario(8, Shape.of(64, 4, 4), 8),
        scenario(3, Shape.of(24, 7, 9), 3),
        scenario(3, Shape.of(240, 4, 4), 3),
        scenario(3, Shape.of(6, 5, 3), 2),
        scenario(3, Shape.of(5, 6, 6), 5),
        scenario(1, Shape.of(5, 3, 1), 1),
        scenario(1, Shape.of(15, 1, 1), 5));
  }

  private static Scenario scenario(int batch, Shape shape, int groups) {
    Scenario.Builder scenario = Scenario.named(batch + " x " + shape + " in " + groups + " groups");
    Operand x = scenario.given("x", shape, batch, Fill.normal(1));
    Operand y = scenario.computed("y", shape, batch);
    Operand dy = scenario.given("dy", shape, batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", shape, batch);
    return scenario
        .step(new ChannelShuffle(groups), List.of(x), List.of(y))
        .step(new ChannelShuffle(shape.channels() / groups), List.of(dy), List.of(dx))
        .gradient(x, dx, y, dy)
        .build();
  }
}
