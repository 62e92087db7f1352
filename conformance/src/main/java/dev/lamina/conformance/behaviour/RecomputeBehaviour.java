package dev.lamina.conformance.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.conformance.op.Catalogue;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.conformance.scenario.Step;
import dev.lamina.conformance.scenario.Trial;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.runtime.device.Device;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is computed a second time, so that it need not be kept. */
public interface RecomputeBehaviour extends DeviceUnderTest {

  /** Gradients then do not depend on what the compiler chose to keep. */
  @TestFactory
  default Stream<DynamicTest> aNormWithItsReluHasTheSameBitsAgain() {
    return Catalogue.families().stream()
        .flatMap(family -> family.scenarios())
        .filter(scenario -> recompute(scenario).isPresent())
        .map(scenario -> dynamicTest(scenario.name(), () -> checkAgain(scenario)));
  }

  private static Optional<Step> recompute(Scenario scenario) {
    return scenario.steps().stream()
        .filter(step -> step.op() instanceof BatchNormRecompute again && again.norm().relu())
        .findFirst();
  }

  private void checkAgain(Scenario scenario) {
    Operand first = scenario.steps().get(0).outputs().get(0);
    Operand again = recompute(scenario).orElseThrow().outputs().get(0);
    try (Device device = open();
        Trial trial = new Trial(device, scenario)) {
      trial.prepare(Double.NaN);
      trial.run();
      assertArrayEquals(trial.read(first), trial.read(again));
    }
  }
}
