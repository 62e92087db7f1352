package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Concatenations along the channels, and back: to all of their parts, and to the second alone. */
final class ConcatCases implements Family {
  @Override
  public String name() {
    return "Concat";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        scenario(8, 8, 8, 16, 16),
        scenario(3, 7, 9, 16, 24, 5),
        scenario(8, 4, 4, 16, 32, 8, 8),
        scenario(1, 5, 3, 1, 3),
        scenario(3, 6, 6, 64, 16),
        scenario(1, 1, 1, 3, 1, 5, 1),
        scenario(3, 8, 8, 24, 16, 16, 16, 16, 16));
  }

  private static Scenario scenario(int batch, int height, int width, int... channels) {
    String title = batch + " x " + Arrays.toString(channels) + " of " + height + "x" + width;
    Scenario.Builder scenario = Scenario.named(title);
    Shape whole = Shape.of(Arrays.stream(channels).sum(), height, width);
    Operand y = scenario.computed("y", whole, batch);
    Operand dy = scenario.given("dy", whole, batch, Fill.normal(1));
    List<Operand> parts = new ArrayList<>();
    List<Operand> gradients = new ArrayList<>();
    for (int i = 0; i < channels.length; i++) {
      Shape shape = whole.withChannels(channels[i]);
      parts.add(scenario.given("part" + i, shape, batch, Fill.normal(1)));
      gradients.add(scenario.computed("dpart" + i, shape, batch));
      scenario.gradient(parts.get(i), gradients.get(i), y, dy);
    }
    List<Integer> widths = Arrays.stream(channels).boxed().toList();
    List<Integer> all = IntStream.range(0, channels.length).boxed().toList();
    Operand again = scenario.computed("second", parts.get(1).shape(), batch);
    return scenario
        .step(new Concat(channels.length), parts, List.of(y))
        .step(new ConcatGrad(widths, all), List.of(dy), gradients)
        .step(new ConcatGrad(widths, List.of(1)), List.of(dy), List.of(again))
        .gradient(parts.get(1), again, y, dy)
        .build();
  }
}
