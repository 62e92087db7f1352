package dev.lamina.examples.variants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Networks of a hundred layers stay within the JVM's limits, and run. */
class DeepNetworksTest {

  @Test
  void aResNetOf110LayersIsAVariantOfTheSmallOne() {
    CompiledNetwork network = new CompiledResNet110();
    // He et al., 2016, table 6: 1.7 million. Exactly: stem 464; stages 84,096, 329,472 and
    // 1,313,280; the projections of two of them 544 and 2,112; classifier 650.
    assertEquals(1_730_618, network.spec().parameterCount());
    assertRunsAStep(network);
  }

  @Test
  void aDenseNetOf100LayersRuns() {
    CompiledNetwork network = new CompiledDenseNet100();
    // Huang et al., 2017, table 2: 0.8 million parameters.
    assertEquals(0.8, network.spec().parameterCount() / 1e6, 0.05);
    assertRunsAStep(network);
  }

  private static void assertRunsAStep(CompiledNetwork network) {
    try (NetworkSession session =
        NetworkSession.open(
            network,
            Devices.installed().select("onednn").open(DeviceOptions.defaults()),
            SessionOptions.training(2, new Sgd(0.9, 1e-4, false)))) {
      session.initialize(3);
      String first = network.spec().parameters().get(0).name();
      float[] before = session.weights().floats(first);
      session.step(randomImages(), IntBuffer.wrap(new int[] {4, 9}), 0.1);
      double loss = session.metrics().loss();
      assertTrue(loss > 0 && loss < 20, "loss " + loss);
      assertNotEquals(before[0], session.weights().floats(first)[0]);
    }
  }

  private static FloatBuffer randomImages() {
    Random random = new Random(5);
    FloatBuffer images = FloatBuffer.allocate(2 * 3 * 32 * 32);
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) random.nextGaussian());
    }
    return images;
  }
}
