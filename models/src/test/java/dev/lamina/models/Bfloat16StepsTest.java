package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole networks in bfloat16 on the CPU learn what they learn in float32, a few digits aside. */
class Bfloat16StepsTest {
  private static final int BATCH = 8;
  private static final int STEPS = 6;

  private final FloatBuffer images = FloatBuffer.allocate(BATCH * 3 * 32 * 32);
  private final IntBuffer labels = IntBuffer.allocate(BATCH);

  @ParameterizedTest
  @ValueSource(strings = {"ResNet", "DenseNet"})
  void lossesFallAsInFloat32(String network) {
    fill();
    CompiledNetwork compiled = Networks.installed().named(network);
    double[] expected = losses(compiled, CpuDevice.open(Precision.FLOAT32));
    double[] found = losses(compiled, CpuDevice.open(Precision.BFLOAT16));
    for (int step = 0; step < STEPS; step++) {
      assertEquals(expected[step], found[step], 0.05 * expected[0], "step " + (step + 1));
    }
  }

  private void fill() {
    Random random = new Random(1);
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) random.nextGaussian());
    }
    for (int i = 0; i < BATCH; i++) {
      labels.put(i, random.nextInt(10));
    }
  }

  private double[] losses(CompiledNetwork network, Device device) {
    SessionOptions options = SessionOptions.training(BATCH, new Sgd(0.9, 1e-4, false));
    try (NetworkSession session = NetworkSession.open(network, device, options)) {
      session.initialize(1);
      double[] losses = new double[STEPS];
      for (int step = 0; step < STEPS; step++) {
        session.step(images, labels, 0.02);
        losses[step] = session.metrics().loss();
      }
      return losses;
    }
  }
}
