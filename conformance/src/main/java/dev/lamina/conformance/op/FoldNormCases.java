package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.graph.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Norms folded into the weights of convolutions, and these run with them. */
final class FoldNormCases implements Family {
  private static final int BATCH = 3;

  @Override
  public String name() {
    return "FoldNorm";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(false, true).flatMap(FoldNormCases::scenarios);
  }

  private static Stream<Scenario> scenarios(boolean bias) {
    FoldNorm usual = new FoldNorm(1e-5, bias);
    FoldNorm other = new FoldNorm(1e-3, bias);
    return Stream.of(
        convolution(16, conv(24, 3, 1), usual),
        convolution(3, conv(5, 1, 1), other),
        convolution(24, conv(24, 3, 24), usual),
        convolution(64, conv(16, 5, 4), usual),
        convolution(1, conv(1, 1, 1), usual));
  }

  private static Conv2d conv(int filters, int kernel, int groups) {
    return new Conv2d(filters, new Window(kernel, 1, kernel / 2), groups, true);
  }

  private static Scenario convolution(int channels, Conv2d conv, FoldNorm op) {
    Shape in = Shape.of(channels, 6, 5);
    int kernel = conv.window().kernel();
    Shape weight = Shape.of(conv.filters(), channels / conv.groups(), kernel, kernel);
    Shape filters = Shape.of(conv.filters());
    Scenario.Builder scenario = Scenario.named(in + ", " + conv + ", " + op);
    scenario.terms(weight.elements() / conv.filters());
    List<Operand> inputs = new ArrayList<>();
    inputs.add(scenario.parameter("weight", weight, Fill.normal(0.2)));
    if (op.bias()) {
      inputs.add(scenario.parameter("bias", filters, Fill.normal(1)));
    }
    inputs.add(scenario.parameter("scale", filters, Fill.uniform(0.5, 1.5)));
    inputs.add(scenario.parameter("shift", filters, Fill.uniform(-1, 1)));
    inputs.add(scenario.given("mean", Space.STATE, filters, 1, Fill.uniform(-1, 1)));
    inputs.add(scenario.given("variance", Space.STATE, filters, 1, Fill.uniform(0.01, 2)));
    Operand foldedWeight = scenario.computed("foldedWeight", Space.FOLDED, weight);
    Operand foldedBias = scenario.computed("foldedBias", Space.FOLDED, filters);
    Operand x = scenario.given("x", in, BATCH, Fill.normal(1));
    Operand y = scenario.computed("y", in.withChannels(conv.filters()), BATCH);
    return scenario
        .step(op, inputs, List.of(foldedWeight, foldedBias))
        .step(conv, List.of(x, foldedWeight, foldedBias), List.of(y))
        .build();
  }
}
