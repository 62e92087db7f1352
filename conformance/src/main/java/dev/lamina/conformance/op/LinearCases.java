package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import java.util.List;
import java.util.stream.Stream;

/** Fully connected layers with both gradients. */
final class LinearCases implements Family {
  @Override
  public String name() {
    return "Linear";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        scenario(8, 64, new Linear(10, true)),
        scenario(1, 1, new Linear(1, false)),
        scenario(3, 5, new Linear(3, true)),
        scenario(8, 16, new Linear(24, false)),
        scenario(1, 3, new Linear(64, true)),
        scenario(3, 512, new Linear(10, true)),
        scenario(3, 24, new Linear(5, false)),
        scenario(8, 1, new Linear(16, true)));
  }

  private static Scenario scenario(int batch, int features, Linear op) {
    Shape in = Shape.of(features);
    Shape out = Shape.of(op.units());
    Shape matrix = Shape.of(op.units(), features);
    String bias = op.bias() ? " with bias" : "";
    Scenario.Builder scenario =
        Scenario.named(batch + " x " + features + " to " + op.units() + bias);
    scenario.terms(Math.max(batch, Math.max(features, op.units())));
    Operand x = scenario.given("x", in, batch, Fill.normal(1));
    Operand weight = scenario.parameter("weight", matrix, Fill.normal(0.2));
    Operand y = scenario.computed("y", out, batch);
    Operand dy = scenario.given("dy", out, batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", in, batch);
    Operand dweight = scenario.computed("dweight", Space.GRADIENT, matrix);
    scenario.gradient(x, dx, y, dy).gradient(weight, dweight, y, dy);
    scenario.step(new LinearInputGrad(op), List.of(dy, weight), List.of(dx));
    return op.bias()
        ? biased(scenario, op, List.of(x, weight), y, dy, dweight)
        : scenario
            .step(op, List.of(x, weight), List.of(y))
            .step(new LinearWeightGrad(op), List.of(x, dy), List.of(dweight))
            .build();
  }

  private static Scenario biased(
      Scenario.Builder scenario,
      Linear op,
      List<Operand> inputs,
      Operand y,
      Operand dy,
      Operand dweight) {
    Operand x = inputs.get(0);
    Operand bias = scenario.parameter("bias", Shape.of(op.units()), Fill.normal(1));
    Operand dbias = scenario.computed("dbias", Space.GRADIENT, bias.shape());
    return scenario
        .gradient(bias, dbias, y, dy)
        .step(op, List.of(x, inputs.get(1), bias), List.of(y))
        .step(new LinearWeightGrad(op), List.of(x, dy), List.of(dweight, dbias))
        .build();
  }
}
