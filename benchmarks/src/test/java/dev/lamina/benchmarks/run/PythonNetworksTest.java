package dev.lamina.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.conformance.parity.ParityErrors;
import dev.lamina.conformance.parity.PyTorchReference;
import dev.lamina.conformance.parity.ReferenceParity;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the peers train in Python, and as TorchScript through DJL, is what Lamina trains: from the
 * same random weights and images come the same logits, gradients, losses and weights after steps of
 * the same optimizer. Without a Python that has PyTorch it is skipped.
 */
class PythonNetworksTest {
  /** The greatest relative error of anything in double precision. */
  private static final double EXACT = 1e-6;

  /** Of logits and of the first loss in single precision. */
  private static final double FORWARD = 1e-4;

  /**
   * Of gradients in single precision; where an activation is nearly 0 the ReLU may go either way.
   */
  private static final double GRADIENT = 5e-2;

  private static final int PATIENCE_MINUTES = 5;

  @TempDir private static Path folder;

  static List<String> networks() {
    return CompareCommand.MODELS;
  }

  @BeforeAll
  static void compute() throws Exception {
    Installation installation = new Installation(Path.of("").toAbsolutePath());
    List<String> command = new ArrayList<>(List.of(interpreter(installation), Python.NO_CACHE));
    command.add(installation.pythonFile("reference.py").toString());
    command.add(folder.toString());
    command.addAll(networks());
    Path log = folder.resolve("log");
    Process python =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = python.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    python.destroyForcibly();
    assertTrue(ended && python.exitValue() == 0, Files.readString(log));
  }

  private static String interpreter(Installation installation) {
    try {
      return new Python(installation).interpreter();
    } catch (Contender.Skip e) {
      assumeTrue(false, e.getMessage());
      throw e;
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void isLaminasInDoublePrecision(String network) {
    ParityErrors errors = errors(network, "reference");
    assertTrue(errors.evaluationLogits() <= EXACT, errors::toString);
    assertTrue(errors.trainingLogits() <= EXACT, errors::toString);
    assertTrue(errors.greatestLoss() <= EXACT, errors::toString);
    assertEquals(List.of(), errors.gradients().beyond(EXACT));
    assertEquals(List.of(), errors.weights().beyond(EXACT));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void isLaminasInSinglePrecision(String network) {
    ParityErrors errors = errors(network, "onednn");
    assertTrue(errors.evaluationLogits() <= FORWARD, errors::toString);
    assertTrue(errors.trainingLogits() <= FORWARD, errors::toString);
    assertTrue(errors.firstLoss() <= FORWARD, errors::toString);
    assertEquals(List.of(), errors.gradients().beyond(GRADIENT));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void isTrainedByLaminasRecipe(String network) {
    assertEquals(named(network).recipe().optimizer(), reference(network).optimizer());
  }

  private static ParityErrors errors(String network, String device) {
    Device opened = Devices.installed().select(device).open(DeviceOptions.defaults());
    ParityErrors errors = ReferenceParity.measure(named(network), opened, reference(network));
    System.out.printf("%s on %s, against PyTorch's modules: %s%n", network, device, errors);
    return errors;
  }

  private static CompiledNetwork named(String network) {
    return Networks.installed().named(network);
  }

  private static PyTorchReference reference(String network) {
    return PyTorchReference.complete(folder.resolve(network + ".safetensors"));
  }
}
