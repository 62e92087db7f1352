package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chains as the compiler makes them: sums with every activation, forward and backward; an
 * activation with a dropout; long sums of sums; values in the middle that are outputs too.
 */
final class FusedCases implements Family {
  private static final Fill SMALL = Fill.uniform(-0.3, 0.3);

  @Override
  public String name() {
    return "Fused";
  }

  @Override
  public Stream<Scenario> scenarios() {
    Stream<Scenario> ofFunctions =
        Arrays.stream(ActivationFunction.values())
            .flatMap(
                function ->
                    Stream.of(
                        activatedSum(8, Shape.of(16, 8, 8), function),
                        activatedSum(3, Shape.of(10), function),
                        summedGradients(3, Shape.of(5, 7, 9), function)));
    Stream<Scenario> others =
        Stream.of(
            summedGradients(1, Shape.of(1, 1, 1), ActivationFunction.RELU),
            activatedDropout(8, Shape.of(24)),
            activatedDropout(3, Shape.of(16, 8, 8)),
            droppedSum(3, Shape.of(16, 8, 8)),
            sumOfSums(3, Shape.of(5, 7, 9), 4),
            sumOfSums(1, Shape.of(24, 3, 1), 34));
    return Stream.concat(ofFunctions, others);
  }

  /** {@code y = f(a + b)} and its gradient; the sum is an output where that reads it. */
  private static Scenario activatedSum(int batch, Shape shape, ActivationFunction function) {
    boolean fromOutput = function.gradientUsesOutput();
    Fused op =
        new Fused(
            2,
            List.of(new FusedStep.Sum(List.of(0, 1)), new FusedStep.Apply(function, 2)),
            fromOutput ? List.of(3) : List.of(3, 2));
    Scenario.Builder scenario = named(batch, shape, op);
    Operand a = scenario.given("a", shape, batch, ActivationCases.input(function));
    Operand b = scenario.given("b", shape, batch, SMALL);
    Operand y = scenario.computed("y", shape, batch);
    Operand saved = fromOutput ? y : scenario.computed("sum", shape, batch);
    Operand dy = scenario.given("dy", shape, batch, Fill.normal(1));
    Operand dterm = scenario.computed("dterm", shape, batch);
    Fused gradient = new Fused(2, List.of(new FusedStep.Slope(function, 0, 1)), List.of(2));
    return scenario
        .step(op, List.of(a, b), fromOutput ? List.of(y) : List.of(y, saved))
        .step(gradient, List.of(saved, dy), List.of(dterm))
        .gradient(a, dterm, y, dy)
        .gradient(b, dterm, y, dy)
        .build();
  }

  /** The gradients of two readers, back through an activation; their sum is read elsewhere too. */
  private static Scenario summedGradients(int batch, Shape shape, ActivationFunction function) {
    Fused op =
        new Fused(
            3,
            List.of(new FusedStep.Sum(List.of(0, 1)), new FusedStep.Slope(function, 2, 3)),
            function == ActivationFunction.LEAKY_RELU ? List.of(4, 3) : List.of(4));
    Scenario.Builder scenario = named(batch, shape, op);
    Operand one = scenario.given("one", shape, batch, Fill.normal(1));
    Operand other = scenario.given("other", shape, batch, Fill.normal(1));
    Operand saved = scenario.given("saved", shape, batch, Fill.uniform(-0.9, 0.9));
    List<Operand> outputs = new ArrayList<>(List.of(scenario.computed("dx", shape, batch)));
    if (op.outputs().size() > 1) {
      outputs.add(scenario.computed("sum", shape, batch));
    }
    return scenario.step(op, List.of(one, other, saved), outputs).build();
  }

  /** A ReLU with a dropout; both the ReLU's output and the mask are needed again. */
  private static Scenario activatedDropout(int batch, Shape shape) {
    ActivationFunction relu = ActivationFunction.RELU;
    Fused op =
        new Fused(
            2,
            List.of(
                new FusedStep.Apply(relu, 0),
                new FusedStep.Draw(1, 0.25, 3),
                new FusedStep.Drop(2, 3, 0.25)),
            List.of(4, 2, 3));
    Scenario.Builder scenario = named(batch, shape, op);
    Operand x = scenario.given("x", shape, batch, Fill.awayFromZero());
    Operand random =
        scenario.given("random", Space.RANDOM, Shape.of(2), 1, Fill.integers(Integer.MAX_VALUE));
    Operand y = scenario.computed("y", shape, batch);
    Operand passed = scenario.computed("passed", shape, batch);
    Operand mask = mask(scenario, shape, batch);
    Operand dy = scenario.given("dy", shape, batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", shape, batch);
    Fused gradient =
        new Fused(
            3,
            List.of(new FusedStep.Drop(0, 1, 0.25), new FusedStep.Slope(relu, 2, 3)),
            List.of(4));
    return scenario
        .step(op, List.of(x, random), List.of(y, passed, mask))
        .step(gradient, List.of(dy, mask, passed), List.of(dx))
        .gradient(x, dx, y, dy)
        .build();
  }

  /** A dropout before a residual sum with its activation. */
  private static Scenario droppedSum(int batch, Shape shape) {
    Fused op =
        new Fused(
            3,
            List.of(
                new FusedStep.Draw(1, 0.5, 0),
                new FusedStep.Drop(0, 3, 0.5),
                new FusedStep.Sum(List.of(4, 2)),
                new FusedStep.Apply(ActivationFunction.TANH, 5)),
            List.of(6, 3));
    Scenario.Builder scenario = named(batch, shape, op);
    Operand x = scenario.given("x", shape, batch, Fill.uniform(-1, 1));
    Operand random =
        scenario.given("random", Space.RANDOM, Shape.of(2), 1, Fill.integers(Integer.MAX_VALUE));
    Operand other = scenario.given("other", shape, batch, SMALL);
    Operand y = scenario.computed("y", shape, batch);
    Operand mask = mask(scenario, shape, batch);
    return scenario.step(op, List.of(x, random, other), List.of(y, mask)).build();
  }

  /** {@code tanh(relu(a + ...) + b + c)}. */
  private static Scenario sumOfSums(int batch, Shape shape, int terms) {
    List<Integer> first = Stream.iterate(0, i -> i + 1).limit(terms).toList();
    int inputs = terms + 2;
    Fused op =
        new Fused(
            inputs,
            List.of(
                new FusedStep.Sum(first),
                new FusedStep.Apply(ActivationFunction.RELU, inputs),
                new FusedStep.Sum(List.of(terms, inputs + 1, terms + 1)),
                new FusedStep.Apply(ActivationFunction.TANH, inputs + 2)),
            List.of(inputs + 3));
    Scenario.Builder scenario =
        Scenario.named(batch + " x " + shape + ", a sum of " + terms + " terms in a sum");
    List<Operand> operands = new ArrayList<>();
    operands.add(scenario.given("term0", shape, batch, Fill.uniform(-2, 2)));
    for (int i = 1; i < inputs; i++) {
      operands.add(scenario.given("term" + i, shape, batch, Fill.uniform(-0.1, 0.1)));
    }
    return scenario.step(op, operands, List.of(scenario.computed("y", shape, batch))).build();
  }

  private static Scenario.Builder named(int batch, Shape shape, Fused op) {
    return Scenario.named(batch + " x " + shape + ", " + op);
  }

  private static Operand mask(Scenario.Builder scenario, Shape shape, int batch) {
    Shape bytes = Shape.of(Math.toIntExact(shape.elements()));
    return scenario.internal("mask", Space.MASK, bytes, batch);
  }
}
