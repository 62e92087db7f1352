package dev.lamina.models;

import dev.lamina.cudnn.CudnnProvider;
import dev.lamina.graph.op.AdamW;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** A network in training on the GPU, and small batches for it. */
final class CudnnSteps {
  static final int BATCH = 2;

  private final Random random = new Random(5);
  private final FloatBuffer images = FloatBuffer.allocate(BATCH * 3 * 32 * 32);
  private final IntBuffer labels = IntBuffer.allocate(BATCH);

  /**
   * Opens a session.
   *
   * @param graphs whether steps are captured
   */
  static NetworkSession open(String network, boolean graphs) {
    DeviceOptions options = new DeviceOptions(Optional.empty(), OptionalInt.empty(), graphs);
    NetworkSession session =
        NetworkSession.open(
            Networks.installed().named(network),
            new CudnnProvider().open(options),
            SessionOptions.training(BATCH, new AdamW(0.9, 0.999, 1e-8, 1e-4)));
    session.initialize(1);
    return session;
  }

  /** One step on images and labels that no step had before. */
  void step(NetworkSession session, double learningRate) {
    next();
    session.step(images, labels, learningRate);
  }

  /** Inference on other images. */
  void infer(NetworkSession session) {
    next();
    session.infer(images);
  }

  private void next() {
    for (int i = 0; i < images.limit(); i++) {
      images.put(i, (float) random.nextGaussian());
    }
    for (int i = 0; i < BATCH; i++) {
      labels.put(i, random.nextInt(10));
    }
  }
}
