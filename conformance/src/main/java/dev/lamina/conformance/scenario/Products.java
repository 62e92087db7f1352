package dev.lamina.conformance.scenario;

import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.RecomputedWeightGrad;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * A step that sums products of factors which the device rounds. What that costs does not shrink
 * where terms cancel, so that each element is held to a part of the sum of its terms' sizes.
 */
final class Products {
  private static final Set<Class<? extends Op>> OPS =
      Set.of(
          Conv2d.class,
          Conv2dInputGrad.class,
          Conv2dInputGradSum.class,
          Conv2dWeightGrad.class,
          FusedConv2d.class,
          JoinedConv2d.class,
          JoinedConv2dGrad.class,
          Linear.class,
          LinearInputGrad.class,
          LinearWeightGrad.class,
          NormedConv2d.class,
          NormedConv2dGrad.class,
          RecomputedWeightGrad.class);

  private final Step step;
  private final int index;
  private final double tolerance;

  Products(Step step, int index, double tolerance) {
    this.step = step;
    this.index = index;
    this.tolerance = tolerance;
  }

  static boolean is(Op op) {
    return OPS.contains(op.getClass());
  }

  /** Runs the step on both, and fails unless they agree. */
  void check(String what, Trial expected, Trial found) {
    Map<Operand, double[]> sizes = run(expected, found, Math::abs);
    Map<Operand, double[]> values = run(expected, found, v -> v);
    found.run(index);
    for (Operand output : compared()) {
      double[] result = found.read(output);
      OptionalDouble largest = largest(values.get(output));
      for (int i = 0; i < result.length; i++) {
        double wanted = values.get(output)[i];
        double bound =
            tolerance
                * (largest.isPresent()
                    ? largest.getAsDouble()
                    : ofSum(Math.abs(sizes.get(output)[i])));
        // Turned round, so that NaN fails.
        if (!(Math.abs(result[i] - wanted) <= bound)) {
          throw new AssertionError(
              "%s: %s: element %d is %s, not %s ± %s"
                  .formatted(what, output, i, result[i], wanted, bound));
        }
      }
    }
  }

  /**
   * The largest result, to which all are held where a norm or its gradient follows: it subtracts
   * what all pixels have in common, so that terms' sizes say little.
   */
  private OptionalDouble largest(double[] results) {
    Op op = step.op();
    boolean centred =
        op instanceof JoinedConv2dGrad
            || op instanceof NormedConv2d
            || op instanceof NormedConv2dGrad;
    return centred ? DoubleStream.of(results).map(Math::abs).max() : OptionalDouble.empty();
  }

  /**
   * A bound of the sum's size, if a function of the sum has this one: a tenth more where the
   * function has slopes above 1.
   */
  private double ofSum(double size) {
    if (!(step.op() instanceof FusedConv2d fused)) {
      return size;
    }
    return switch (fused.function()) {
      case IDENTITY, RELU, LEAKY_RELU -> size;
      case TANH -> Math.log((1 + size) / (1 - size)) / 2;
      // At least half of what it was.
      case GELU -> 2.3 * size;
    };
  }

  private List<Operand> compared() {
    return step.outputs().stream().filter(output -> output.role().compared()).toList();
  }

  /**
   * Whether an input is a factor of the products. Where a norm computes the other one, that has a
   * ReLU, and no sign to be dropped.
   */
  private boolean isFactor(Operand input) {
    if (step.op() instanceof JoinedConv2d joined) {
      return input.equals(step.inputs().get(joined.weight()));
    }
    return !(step.op() instanceof RecomputedWeightGrad)
        || input.equals(step.inputs().get(step.inputs().size() - 1));
  }

  /** What the reference makes of the device's numbers, or of their sizes. */
  private Map<Operand, double[]> run(Trial expected, Trial found, DoubleUnaryOperator change) {
    for (Operand input : step.inputs()) {
      if (input.role() != Role.INTERNAL) {
        DoubleStream values = DoubleStream.of(found.read(input));
        expected.write(input, (isFactor(input) ? values.map(change) : values).toArray());
      }
    }
    expected.run(index);
    Map<Operand, double[]> results = new HashMap<>();
    compared().forEach(output -> results.put(output, expected.read(output)));
    return results;
  }
}
