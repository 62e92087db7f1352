package dev.lamina.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.examples.blocks.CompiledWideMixNet;
import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A network of the user's own blocks is a network like any other. */
class WideMixNetTest {

  private static final int BATCH = 4;

  @Test
  void itsBlocksAreHandlesToo() {
    CompiledWideMixNet network = new CompiledWideMixNet();
    assertEquals(List.of(32, 16, 16), network.squeeze1().expand().one().outputShape());
    assertEquals(List.of(32, 32, 32), network.wide().sum().body().conv1().outputShape());
  }

  @Test
  void itLearnsABatch() {
    try (NetworkSession session =
        NetworkSession.open(
            new CompiledWideMixNet(),
            Devices.installed().select("onednn").open(DeviceOptions.defaults()),
            SessionOptions.training(BATCH, new Sgd(0.9, 0, false)))) {
      session.initialize(1);
      FloatBuffer images = randomImages();
      IntBuffer labels = IntBuffer.wrap(new int[] {1, 3, 5, 7});
      session.step(images, labels, 0.01);
      double first = session.metrics().loss();
      for (int i = 0; i < 29; i++) {
        session.step(images, labels, 0.01);
      }
      assertTrue(session.metrics().loss() < first / 2, "loss " + session.metrics().loss());
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
