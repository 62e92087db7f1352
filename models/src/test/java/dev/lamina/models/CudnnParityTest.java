package dev.lamina.models;

import dev.lamina.conformance.parity.PyTorchReference;
import dev.lamina.cudnn.standin.OnGpu;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link PyTorchParityTest} on the cuDNN device alone. */
@OnGpu
class CudnnParityTest {
  static Stream<String> networks() {
    return PyTorchParityTest.REFERENCES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void agreesWithSampledReferences(String network) {
    String reference = PyTorchParityTest.REFERENCES.get(network);
    PyTorchParityTest.check(network, "cudnn", PyTorchReference.committed(reference));
  }
}
