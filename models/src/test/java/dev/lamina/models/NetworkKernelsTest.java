package dev.lamina.models;

import dev.lamina.cudnn.cuda.NvidiaCompiler;
import dev.lamina.runtime.network.Networks;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CUDA C that the processor wrote for each network is what NVIDIA's compiler takes. */
class NetworkKernelsTest {

  @BeforeAll
  static void load() {
    NvidiaCompiler.assumeInstalled();
  }

  static List<String> networks() {
    return Networks.installed().names();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void compileForEveryArchitectureAndType(String network) {
    NvidiaCompiler.compile(Networks.installed().named(network).kernels());
  }
}
