package dev.lamina.conformance.scenario;

import com.sun.management.ThreadMXBean;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Runs a scenario on a device and on the reference, and says where the device is wrong. */
public final class ScenarioCheck {
  private static final int WARM_UP_RUNS = 3;
  private static final int MEASUREMENTS = 5;

  private final Scenario scenario;
  private final Device reference;
  private final Device device;
  private final double tolerance;
  private OptionalDouble rounding = OptionalDouble.empty();

  /** Prepares a check of one scenario; {@code tolerance} is relative, for short sums. */
  public ScenarioCheck(Scenario scenario, Device reference, Device device, double tolerance) {
    this.scenario = scenario;
    this.reference = reference;
    this.device = device;
    this.tolerance = tolerance;
  }

  /**
   * Holds products of factors that the device rounds to another bound.
   *
   * @param value relative, for each product of a sum; empty if the device does not round them
   */
  public ScenarioCheck roundedFactors(OptionalDouble value) {
    rounding = value;
    return this;
  }

  /**
   * Fails if a result disagrees, an operand is modified that should not be, something outside the
   * operands is written, old content of an output shows through, a second run gives other bits, or
   * a run allocates on the Java heap.
   */
  public void run() {
    try (Trial expected = new Trial(reference, scenario);
        Trial found = new Trial(device, scenario)) {
      expected.prepare(Double.NaN);
      found.prepare(Double.NaN);
      Map<Operand, double[]> before = contents(found);
      for (int i = 0; i < scenario.steps().size(); i++) {
        checkStep(i, expected, found);
      }
      checkGiven(before, found);
      found.checkGuards();
      checkRepetition(found);
      checkAllocations(found.kernels());
    }
  }

  /**
   * Each op is held to what the reference makes of the very numbers that the device has: those of a
   * device with few digits are others than the scenario's, and its earlier ops have rounded.
   */
  private void checkStep(int index, Trial expected, Trial found) {
    Step step = scenario.steps().get(index);
    if (rounding.isPresent() && Products.is(step.op())) {
      new Products(step, index, rounding.getAsDouble()).check(scenario.toString(), expected, found);
      return;
    }
    for (Operand input : step.inputs()) {
      if (input.role() != Role.INTERNAL) {
        expected.write(input, found.read(input));
      }
    }
    expected.run(index);
    found.run(index);
    Agreement agreement = Agreement.of(tolerance, scenario.terms());
    for (Operand output : step.outputs()) {
      if (output.role().compared()) {
        agreement.check(scenario + ": " + output, expected.read(output), found.read(output));
      }
    }
  }

  private void checkGiven(Map<Operand, double[]> before, Trial found) {
    for (Operand operand : scenario.operands()) {
      boolean read = operand.role() == Role.GIVEN && !overwritten(operand);
      if (read && !Arrays.equals(before.get(operand), found.read(operand))) {
        throw new AssertionError(scenario + ": " + operand + " is an input and was modified");
      }
    }
  }

  /** Other garbage, same result, bit by bit. */
  private void checkRepetition(Trial trial) {
    Map<Operand, double[]> first = contents(trial);
    trial.prepare(-777);
    trial.run();
    for (Operand operand : scenario.operands()) {
      if (operand.role().compared() && !Arrays.equals(first.get(operand), trial.read(operand))) {
        throw new AssertionError(scenario + ": " + operand + " differs in a second run");
      }
    }
  }

  private void checkAllocations(List<Kernel> kernels) {
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      kernels.forEach(Kernel::run);
    }
    for (int i = 0; i < kernels.size(); i++) {
      long bytes = allocatedBytes(kernels.get(i));
      if (bytes > 0) {
        String op = scenario.steps().get(i).op().mnemonic();
        throw new AssertionError(scenario + ": " + op + " allocates " + bytes + " bytes a run");
      }
    }
    device.finish();
  }

  /** The least of several measurements: the virtual machine itself allocates now and then. */
  private static long allocatedBytes(Kernel kernel) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MEASUREMENTS && least > 0; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      kernel.run();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private boolean overwritten(Operand operand) {
    return scenario.inPlace().containsValue(operand);
  }

  private Map<Operand, double[]> contents(Trial trial) {
    Map<Operand, double[]> contents = new HashMap<>();
    scenario.operands().forEach(operand -> contents.put(operand, trial.read(operand)));
    return contents;
  }
}
