package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Convolutions that take in another term, an activation function, or both. */
final class FusedConv2dCases implements Family {
  @Override
  public String name() {
    return "FusedConv2d";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Arrays.stream(ActivationFunction.values())
        .flatMap(
            function ->
                Stream.of(false, true)
                    .filter(sum -> sum || function != ActivationFunction.IDENTITY)
                    .flatMap(sum -> scenarios(sum, function)));
  }

  private static Stream<Scenario> scenarios(boolean sum, ActivationFunction function) {
    return Stream.of(
        scenario(8, 16, 8, 8, conv(16, 3, 1, 1, 1, true), sum, function),
        scenario(3, 64, 8, 8, conv(24, 1, 1, 0, 1, true), sum, function),
        scenario(3, 16, 9, 7, conv(32, 1, 2, 0, 1, true), sum, function),
        scenario(3, 3, 9, 8, conv(5, 3, 2, 1, 1, false), sum, function),
        scenario(3, 16, 6, 8, conv(24, 3, 1, 1, 2, true), sum, function),
        scenario(1, 24, 7, 5, conv(24, 5, 1, 2, 8, false), sum, function),
        scenario(1, 1, 5, 5, conv(1, 1, 1, 0, 1, true), sum, function));
  }

  private static Conv2d conv(
      int filters, int kernel, int stride, int padding, int groups, boolean bias) {
    return new Conv2d(filters, new Window(kernel, stride, padding), groups, bias);
  }

  private static Scenario scenario(
      int batch,
      int channels,
      int height,
      int width,
      Conv2d conv,
      boolean sum,
      ActivationFunction function) {
    Window window = conv.window();
    Shape in = Shape.of(channels, height, width);
    Shape out = Shape.of(conv.filters(), window.output(height), window.output(width));
    Shape filters =
        Shape.of(conv.filters(), channels / conv.groups(), window.kernel(), window.kernel());
    FusedConv2d op = new FusedConv2d(conv, sum, function);
    Scenario.Builder scenario = Scenario.named(batch + " x " + in + ", " + op);
    scenario.terms(filters.elements() / conv.filters());
    List<Operand> inputs = new ArrayList<>();
    inputs.add(scenario.given("x", in, batch, Fill.normal(1)));
    inputs.add(scenario.parameter("weight", filters, Fill.normal(0.2)));
    if (conv.bias()) {
      inputs.add(scenario.parameter("bias", Shape.of(conv.filters()), Fill.normal(1)));
    }
    if (sum) {
      inputs.add(scenario.given("term", out, batch, Fill.normal(1)));
    }
    return scenario.step(op, inputs, List.of(scenario.computed("y", out, batch))).build();
  }
}
