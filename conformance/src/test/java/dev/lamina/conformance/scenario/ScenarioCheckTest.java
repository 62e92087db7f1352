package dev.lamina.conformance.scenario;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.reference.ReferenceDevice;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A kit is worth what it finds: each fault of a device must fail, and say why. */
final class ScenarioCheckTest {
  private static final double TOLERANCE = 1e-5;

  private final DoubleBuffer number = DoubleBuffer.allocate(1);

  @Test
  void aSoundDevicePasses() {
    assertDoesNotThrow(() -> check(binding -> {}));
  }

  @Test
  void oneElementThatIsSlightlyOffFails() {
    fails("element 7", binding -> add(binding.output(0), 7, 1e-3));
  }

  @Test
  void manyElementsThatAreATrifleOffFail() {
    Consumer<Binding> fault =
        binding -> {
          for (int i = 0; i < binding.output(0).elements(); i++) {
            add(binding.output(0), i, 4 * TOLERANCE);
          }
        };
    fails("in the norm", fault);
  }

  @Test
  void anErrorWithinTheToleranceDoesNotMatter() {
    assertDoesNotThrow(() -> check(binding -> add(binding.output(0), 7, 1e-6)));
  }

  @Test
  void aNumberThatIsNoneFails() {
    fails("NaN", binding -> add(binding.output(0), 0, Double.NaN));
  }

  @Test
  void anInputThatIsModifiedFails() {
    fails("was modified", binding -> add(binding.input(1), 3, 1));
  }

  @Test
  void writingOutsideTheOperandsFails() {
    fails("in no operand", binding -> add(binding.output(0), -1, 1));
  }

  @Test
  void oldContentThatShowsThroughFails() {
    double[] old = {0};
    // A fault that depends on what the output held, as far as it can be told from outside.
    fails("second run", binding -> add(binding.output(0), 0, 1e-9 * old[0]++));
  }

  @Test
  void allocatingFails() {
    Object[] kept = new Object[1];
    fails("allocates", binding -> kept[0] = new long[16]);
  }

  private static void check(Consumer<Binding> fault) {
    try (Device reference = new ReferenceDevice();
        Device faulty = new AlteredDevice(fault)) {
      new ScenarioCheck(sum(), reference, faulty, TOLERANCE).run();
    }
  }

  private static void fails(String reason, Consumer<Binding> fault) {
    AssertionError error = assertThrows(AssertionError.class, () -> check(fault));
    assertTrue(error.getMessage().contains(reason), error::getMessage);
  }

  private static Scenario sum() {
    Scenario.Builder scenario = Scenario.named("a sum");
    Shape shape = Shape.of(4, 3, 2);
    Operand a = scenario.given("a", shape, 2, Fill.normal(1));
    Operand b = scenario.given("b", shape, 2, Fill.normal(1));
    Operand y = scenario.computed("y", shape, 2);
    Add op = new Add(2, ActivationFunction.IDENTITY);
    return scenario.step(op, List.of(a, b), List.of(y)).build();
  }

  private void add(Tensor tensor, long element, double amount) {
    long at = tensor.offset() + element;
    tensor.buffer().read(at, number.clear());
    number.put(0, number.get(0) + amount);
    tensor.buffer().write(at, number.clear());
  }
}
