package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.AverageWeights;
import dev.lamina.graph.op.ClipGradients;
import dev.lamina.graph.op.Sgd;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two steps of each optimizer, the second at a tenth of the learning rate; what goes with them. */
final class OptimizerCases implements Family {
  @Override
  public String name() {
    return "Optimizer";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return IntStream.of(1, 37, 5000).boxed().flatMap(OptimizerCases::scenarios);
  }

  private static Stream<Scenario> scenarios(int elements) {
    return Stream.of(
        sgd(elements, new Sgd(0, 0, false)),
        sgd(elements, new Sgd(0.9, 1e-4, false)),
        sgd(elements, new Sgd(0.9, 5e-2, true)),
        adamW(elements, new AdamW(0.9, 0.999, 1e-8, 1e-4)),
        adamW(elements, new AdamW(0.8, 0.99, 1e-3, 0.1)),
        clip(elements, 0.5),
        clip(elements, 1e6),
        average(elements, 0.9),
        average(elements, 0));
  }

  private static Scenario sgd(int elements, Sgd op) {
    Scenario.Builder scenario = Scenario.named(elements + " parameters, " + op);
    Operand parameters = state(scenario, "parameters", Space.PARAMETER, elements);
    Operand velocities = state(scenario, "velocities", Space.OPTIMIZER, elements);
    for (int step = 1; step <= 2; step++) {
      Operand gradients = gradients(scenario, step, elements);
      Operand figures = figures(scenario, step);
      scenario.step(
          op, List.of(parameters, gradients, velocities, figures), List.of(parameters, velocities));
    }
    return scenario.build();
  }

  private static Scenario adamW(int elements, AdamW op) {
    Scenario.Builder scenario = Scenario.named(elements + " parameters, " + op);
    Operand parameters = state(scenario, "parameters", Space.PARAMETER, elements);
    Fill zero = Fill.uniform(0, 0);
    Shape shape = Shape.of(elements);
    Operand firsts = scenario.updated("firsts", Space.OPTIMIZER, shape, zero);
    Operand seconds = scenario.updated("seconds", Space.OPTIMIZER, shape, zero);
    for (int step = 1; step <= 2; step++) {
      Operand gradients = gradients(scenario, step, elements);
      Operand figures = figures(scenario, step);
      scenario.step(
          op,
          List.of(parameters, gradients, firsts, seconds, figures),
          List.of(parameters, firsts, seconds));
    }
    return scenario.build();
  }

  /** Twice: the second time, nothing is left to clip. */
  private static Scenario clip(int elements, double maxNorm) {
    Scenario.Builder scenario = Scenario.named(elements + " gradients, norm at most " + maxNorm);
    Shape shape = Shape.of(elements);
    Operand gradients = scenario.updated("gradients", Space.GRADIENT, shape, Fill.normal(1));
    ClipGradients op = new ClipGradients(maxNorm);
    List<Operand> both = List.of(gradients);
    return scenario.step(op, both, both).step(op, both, both).build();
  }

  private static Scenario average(int elements, double decay) {
    Scenario.Builder scenario = Scenario.named(elements + " averages, decay " + decay);
    Operand averages = state(scenario, "averages", Space.OPTIMIZER, elements);
    Operand values =
        scenario.given("values", Space.PARAMETER, Shape.of(elements), 1, Fill.normal(1));
    List<Operand> result = List.of(averages);
    AverageWeights op = new AverageWeights(decay);
    return scenario
        .step(op, List.of(averages, values), result)
        .step(op, List.of(averages, values), result)
        .build();
  }

  private static Operand state(Scenario.Builder scenario, String name, Space space, int elements) {
    return scenario.updated(name, space, Shape.of(elements), Fill.normal(1));
  }

  private static Operand gradients(Scenario.Builder scenario, int step, int elements) {
    Shape shape = Shape.of(elements);
    return scenario.given("gradients" + step, Space.GRADIENT, shape, 1, Fill.normal(1));
  }

  private static Operand figures(Scenario.Builder scenario, int step) {
    double learningRate = step == 1 ? 0.1 : 0.01;
    Fill values = Fill.values(learningRate, step);
    return scenario.given("figures" + step, Space.HYPERPARAMETERS, Shape.of(2), 1, values);
  }
}
