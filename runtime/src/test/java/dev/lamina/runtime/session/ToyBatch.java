package dev.lamina.runtime.session;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Random;

/** Noisy images for {@link TinyNetwork}: the class is the channel that is bright. */
final class ToyBatch {
  static final int SIZE = 12;

  private static final int CHANNELS = 3;

  private final FloatBuffer images = FloatBuffer.allocate(SIZE * TinyNetwork.IMAGE);
  private final IntBuffer labels = IntBuffer.allocate(SIZE);

  ToyBatch(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SIZE; i++) {
      labels.put(i, i % TinyNetwork.CLASSES);
      for (int j = 0; j < TinyNetwork.IMAGE; j++) {
        double bright = j % CHANNELS == labels.get(i) ? 1 : 0;
        images.put(i * TinyNetwork.IMAGE + j, (float) (bright + random.nextGaussian()));
      }
    }
  }

  FloatBuffer images() {
    return images;
  }

  IntBuffer labels() {
    return labels;
  }
}
