package dev.lamina.runtime.bench;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.session.NetworkSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Random;

/**
 * Images of random numbers with random labels.
 *
 * @param size how many
 * @param images (size, H, W, C), normal
 * @param labels uniform
 * @param logits room for what the network makes of the images
 */
record RandomBatch(int size, FloatBuffer images, IntBuffer labels, FloatBuffer logits) {
  // So little that nothing overflows, whatever the recipe.
  private static final double LEARNING_RATE = 1e-3;

  /**
   * A batch for a network; the same in every run.
   *
   * @throws UserError if its images take more than 2 GB
   */
  static RandomBatch of(NetworkSpec network, int size) {
    Random random = new Random(1);
    int elements = elements(network, size);
    FloatBuffer images = direct(elements).asFloatBuffer();
    for (int i = 0; i < elements; i++) {
      images.put(i, (float) random.nextGaussian());
    }
    IntBuffer labels = direct(size).asIntBuffer();
    for (int i = 0; i < size; i++) {
      labels.put(i, random.nextInt(network.classes()));
    }
    FloatBuffer logits = FloatBuffer.allocate(size * network.classes());
    return new RandomBatch(size, images, labels, logits);
  }

  private static int elements(NetworkSpec network, int size) {
    long elements = size * network.input().elements();
    if (elements > Integer.MAX_VALUE / Float.BYTES) {
      throw new UserError(
          "the images of a batch of %d take more than 2 GB; give a smaller batch size"
              .formatted(size));
    }
    return (int) elements;
  }

  private static ByteBuffer direct(int elements) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(elements, Float.BYTES))
        .order(ByteOrder.nativeOrder());
  }

  /** A batch in inference, until its logits are known. */
  void infer(NetworkSession session) {
    session.infer(images);
    session.readLogits(logits);
    logits.rewind();
  }

  /** A whole training step, until its loss is known. */
  void step(NetworkSession session) {
    session.step(images, labels, LEARNING_RATE);
    session.metrics();
  }
}
