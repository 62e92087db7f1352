package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import dev.lamina.runtime.session.NetworkSession;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our kernels do not depend on the order in which blocks, and threads between two barriers, run.
 * Together the networks use all of them but dropout.
 */
@OnStandIn
class AnyOrderTest {
  private static final int STEPS = 3;

  private final StandIn standIn = StandIn.inUse().orElseThrow();

  @ParameterizedTest
  @ValueSource(strings = {"ResNet", "GoogleNet"})
  void theLastThreadMayBeTheFirst(String network) {
    Map<String, float[]> forwards = trained(network, false);
    Map<String, float[]> backwards = trained(network, true);
    forwards.forEach((name, values) -> assertArrayEquals(values, backwards.get(name), name));
  }

  private Map<String, float[]> trained(String network, boolean backwards) {
    standIn.set("backwards", backwards ? 1 : 0);
    try (NetworkSession session = CudnnSteps.open(network, true)) {
      CudnnSteps steps = new CudnnSteps();
      for (int i = 0; i < STEPS; i++) {
        steps.step(session, 1e-3);
      }
      Map<String, float[]> weights = new TreeMap<>();
      session
          .weights()
          .specs()
          .forEach(spec -> weights.put(spec.name(), session.weights().floats(spec.name())));
      return weights;
    } finally {
      standIn.set("backwards", 0);
    }
  }
}
