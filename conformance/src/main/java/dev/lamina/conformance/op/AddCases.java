package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.graph.op.Add;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sums of two to four terms, with every activation function; where the gradient of the function
 * takes its output, that gradient too, which is every term's.
 */
final class AddCases implements Family {
  @Override
  public String name() {
    return "Add";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Arrays.stream(ActivationFunction.values()).flatMap(AddCases::scenarios);
  }

  private static Stream<Scenario> scenarios(ActivationFunction function) {
    return Stream.of(
        scenario(8, Shape.of(16, 8, 8), new Add(2, function)),
        scenario(3, Shape.of(5, 7, 9), new Add(3, function)),
        scenario(1, Shape.of(24, 3, 1), new Add(4, function)),
        scenario(1, Shape.of(1, 1, 1), new Add(2, function)),
        scenario(3, Shape.of(10), new Add(3, function)));
  }

  private static Scenario scenario(int batch, Shape shape, Add op) {
    Scenario.Builder scenario = Scenario.named(batch + " x " + shape + ", " + op);
    List<Operand> terms = new ArrayList<>();
    terms.add(scenario.given("term0", shape, batch, ActivationCases.input(op.function())));
    for (int i = 1; i < op.terms(); i++) {
      // Small, so that the sum stays away from a kink where the first term is.
      terms.add(scenario.given("term" + i, shape, batch, Fill.uniform(-0.3, 0.3)));
    }
    Operand y = scenario.computed("y", shape, batch);
    scenario.step(op, terms, List.of(y));
    return op.function().gradientUsesOutput()
        ? withGradient(scenario, op, terms, y)
        : scenario.build();
  }

  private static Scenario withGradient(
      Scenario.Builder scenario, Add op, List<Operand> terms, Operand y) {
    Operand dy = scenario.given("dy", y.shape(), y.batch(), Fill.normal(1));
    Operand dterm = scenario.computed("dterm", y.shape(), y.batch());
    terms.forEach(term -> scenario.gradient(term, dterm, y, dy));
    return scenario.step(new ActivationGrad(op.function()), List.of(y, dy), List.of(dterm)).build();
  }
}
