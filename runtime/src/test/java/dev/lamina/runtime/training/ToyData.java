package dev.lamina.runtime.training;

import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.InMemoryDataset;
import dev.lamina.runtime.data.TrainTest;
import java.util.List;
import java.util.Random;

/** Noisy 6x6 images in three classes: the class is the channel that is bright. */
public final class ToyData {
  public static final int TRAINING = 200;
  public static final int TEST = 70;

  private static final int SIDE = 6;
  private static final int CHANNELS = 3;
  private static final List<String> CLASSES = List.of("red", "green", "blue");

  private ToyData() {}

  public static DatasetSource source() {
    return drawnWith(1);
  }

  /** As many images, but others. */
  static DatasetSource others() {
    return drawnWith(3);
  }

  private static DatasetSource drawnWith(long seed) {
    return () -> TrainTest.of(images(TRAINING, seed), images(TEST, seed + 1), "toy");
  }

  private static ImageDataset images(int count, long seed) {
    Random random = new Random(seed);
    byte[] labels = new byte[count];
    byte[] pixels = new byte[count * SIDE * SIDE * CHANNELS];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) random.nextInt(CLASSES.size());
    }
    for (int j = 0; j < pixels.length; j++) {
      int image = j / (SIDE * SIDE * CHANNELS);
      int bright = j % CHANNELS == labels[image] ? 60 : 0;
      pixels[j] = (byte) (80 + bright + random.nextInt(100));
    }
    return new InMemoryDataset(CHANNELS, SIDE, SIDE, CLASSES, labels, pixels);
  }
}
