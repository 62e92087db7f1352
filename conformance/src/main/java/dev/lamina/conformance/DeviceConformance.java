package dev.lamina.conformance;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.conformance.behaviour.BindingBehaviour;
import dev.lamina.conformance.behaviour.BufferBehaviour;
import dev.lamina.conformance.behaviour.MemoryBehaviour;
import dev.lamina.conformance.behaviour.RecomputeBehaviour;
import dev.lamina.conformance.op.Catalogue;
import dev.lamina.conformance.op.Family;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.conformance.scenario.ScenarioCheck;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.reference.ReferenceDevice;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every test that a device must pass. A device lists it by a subclass among its own tests:
 *
 * <pre>{@code
 * final class SomeDeviceTest extends DeviceConformance {
 *   public Device open() { return new SomeDevice(); }
 *   protected double tolerance() { return 1e-5; }
 * }
 * }</pre>
 */
public abstract class DeviceConformance
    implements BufferBehaviour, MemoryBehaviour, BindingBehaviour, RecomputeBehaviour {

  /**
   * The relative error, in the Euclidean norm, that a result may have where sums are short (up to
   * 256 terms; it grows with the root of their length); single elements may be 8 times worse. For
   * float32 1e-5 at most.
   */
  protected abstract double tolerance();

  /**
   * How far off a product of two numbers may be where the device rounds factors, relative to the
   * product's size; convolutions and linear layers are held to that, element by element, for each
   * product of their sums. Empty where they are held to {@link #tolerance} as all else.
   */
  protected OptionalDouble productTolerance() {
    return OptionalDouble.empty();
  }

  /** Every op in every case, each on a device newly opened. */
  @TestFactory
  Stream<DynamicContainer> agreesWithTheReference() {
    return Catalogue.families().stream()
        .map(family -> dynamicContainer(family.name(), tests(family)));
  }

  private Stream<DynamicTest> tests(Family family) {
    return Catalogue.withVariants(family)
        .map(scenario -> dynamicTest(scenario.name(), () -> check(scenario)));
  }

  private void check(Scenario scenario) {
    try (Device reference = new ReferenceDevice();
        Device device = open()) {
      new ScenarioCheck(scenario, reference, device, tolerance())
          .roundedFactors(productTolerance())
          .run();
    }
  }
}
