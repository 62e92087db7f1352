package dev.lamina.examples.variants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shuffles between grouped convolutions, as a network trains them. */
class ShuffleNetTest {

  private static final int BATCH = 4;
  private static final DeviceOptions ONE_THREAD =
      new DeviceOptions(Optional.empty(), OptionalInt.of(1));

  @Test
  void everyDeviceComputesTheSameSteps() {
    double[] expected = losses("reference", 3);
    double[] losses = losses("onednn", 3);
    for (int step = 0; step < expected.length; step++) {
      assertEquals(expected[step], losses[step], 1e-4 * expected[step], "step " + step);
    }
  }

  @Test
  void itLearnsABatch() {
    double[] losses = losses("onednn", 40);
    assertTrue(losses[39] < losses[0] / 2, losses[0] + " to " + losses[39]);
  }

  private static double[] losses(String device, int steps) {
    try (NetworkSession session =
        NetworkSession.open(
            new CompiledShuffleNet(),
            Devices.installed().select(device).open(ONE_THREAD),
            SessionOptions.training(BATCH, new Sgd(0.9, 0, false)))) {
      session.initialize(1);
      FloatBuffer images = randomImages();
      IntBuffer labels = IntBuffer.wrap(new int[] {1, 3, 5, 7});
      double[] losses = new double[steps];
      for (int step = 0; step < steps; step++) {
        session.step(images, labels, 0.02);
        losses[step] = session.metrics().loss();
      }
      return losses;
    }
  }

  private static FloatBuffer randomImages() {
    Random random = new Random(2);
    FloatBuffer images = FloatBuffer.allocate(BATCH * 3 * 32 * 32);
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) random.nextGaussian());
    }
    return images;
  }
}
