package dev.lamina.conformance.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.conformance.scenario.Gradient;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.conformance.scenario.Trial;
import dev.lamina.graph.op.BackwardOp;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.reference.ReferenceDevice;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The reference device's backward kernels against its forward kernels: central differences of a
 * random projection of the outputs, along random directions and along single elements of each
 * input, weight, bias, scale and shift.
 */
final class FiniteDifferencesTest {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;
  private static final int DIRECTIONS = 3;
  private static final int ELEMENTS = 10;

  @TestFactory
  Stream<DynamicContainer> gradientsAreDerivatives() {
    return Catalogue.families().stream()
        .map(family -> dynamicContainer(family.name(), tests(family)));
  }

  @Test
  void everyBackwardOpIsAmongThem() {
    Set<Class<?>> tried = new HashSet<>();
    for (Family family : Catalogue.families()) {
      family.scenarios().forEach(scenario -> tried.addAll(differentiated(scenario)));
    }
    // They compute no gradient, but what was computed before.
    tried.add(BatchNormRecompute.class);
    tried.add(Conv2d.class);
    assertEquals(Set.of(BackwardOp.class.getPermittedSubclasses()), tried);
  }

  @Test
  void oneElementThatIsAHundredthOffIsNoticed() {
    Scenario scenario = new Conv2dCases().scenarios().findFirst().orElseThrow();
    for (Gradient gradient : scenario.gradients()) {
      try (Device device = new ReferenceDevice();
          Trial trial = new Trial(device, scenario)) {
        trial.prepare(Double.NaN);
        trial.run();
        double[] claimed = trial.read(gradient.gradient());
        claimed[claimed.length / 2] += 0.01 * norm(claimed) / Math.sqrt(claimed.length);
        assertThrows(AssertionError.class, () -> check(scenario, gradient, trial, claimed));
      }
    }
  }

  private static Stream<DynamicTest> tests(Family family) {
    return family
        .scenarios()
        .filter(scenario -> !scenario.gradients().isEmpty())
        .map(scenario -> dynamicTest(scenario.name(), () -> check(scenario)));
  }

  /** The backward ops that write a gradient of which the scenario claims what it is. */
  private static Set<Class<?>> differentiated(Scenario scenario) {
    Set<Class<?>> ops = new HashSet<>();
    for (Gradient gradient : scenario.gradients()) {
      scenario.steps().stream()
          .filter(step -> step.outputs().contains(gradient.gradient()))
          .filter(step -> step.op() instanceof BackwardOp)
          .forEach(step -> ops.add(step.op().getClass()));
    }
    return ops;
  }

  private static void check(Scenario scenario) {
    try (Device device = new ReferenceDevice();
        Trial trial = new Trial(device, scenario)) {
      trial.prepare(Double.NaN);
      trial.run();
      for (Gradient gradient : scenario.gradients()) {
        check(scenario, gradient, trial, trial.read(gradient.gradient()));
      }
    }
  }

  private static void check(Scenario scenario, Gradient gradient, Trial trial, double[] claimed) {
    Projection projection = new Projection(scenario, gradient, trial);
    Random random = new Random(1);
    double norm = norm(claimed);
    for (int d = 0; d < DIRECTIONS; d++) {
      double[] direction = random.doubles(claimed.length, -1, 1).toArray();
      double derivative = projection.derivative(direction);
      assertEquals(derivative, dot(claimed, direction), TOLERANCE * norm, gradient::toString);
    }
    double typical = norm / Math.sqrt(claimed.length);
    for (int e = 0; e < ELEMENTS; e++) {
      double[] direction = new double[claimed.length];
      direction[random.nextInt(claimed.length)] = 1;
      double derivative = projection.derivative(direction);
      double bound = TOLERANCE * (typical + Math.abs(derivative));
      assertEquals(derivative, dot(claimed, direction), bound, gradient::toString);
    }
  }

  private static double norm(double[] values) {
    return Math.sqrt(dot(values, values));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The ops up to the one that computes an output, as a function of one operand to a number. */
  private static final class Projection {
    private final Trial trial;
    private final List<Kernel> forward;
    private final Operand of;
    private final double[] at;
    private final Operand output;
    private final double[] seed;

    Projection(Scenario scenario, Gradient gradient, Trial trial) {
      this.trial = trial;
      of = gradient.of();
      at = trial.firstValues(of);
      output = gradient.output();
      seed = trial.firstValues(gradient.seed());
      int step = 0;
      while (!scenario.steps().get(step).outputs().contains(output)) {
        step++;
      }
      forward = trial.kernels().subList(0, step + 1);
    }

    /** By the central difference; leaves the operand as it was. */
    double derivative(double[] direction) {
      double ahead = value(direction, STEP);
      double behind = value(direction, -STEP);
      trial.write(of, at);
      return (ahead - behind) / (2 * STEP);
    }

    private double value(double[] direction, double step) {
      double[] moved = new double[at.length];
      Arrays.setAll(moved, i -> at[i] + step * direction[i]);
      trial.write(of, moved);
      forward.forEach(Kernel::run);
      return dot(trial.read(output), seed);
    }
  }
}
