package dev.lamina.benchmarks.host;

import dev.lamina.runtime.data.ImageDataset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** As many images as 100 batches hold, of CIFAR's size, of random pixels. */
final class RandomImages implements ImageDataset {
  static final int BATCH = 128;

  private static final int BATCHES = 100;
  private static final int CHANNELS = 3;
  private static final int SIZE = 32;
  private static final int CLASSES = 10;

  private final byte[] pixels = new byte[BATCH * BATCHES * CHANNELS * SIZE * SIZE];

  RandomImages() {
    new Random(1).nextBytes(pixels);
  }

  @Override
  public int size() {
    return BATCH * BATCHES;
  }

  @Override
  public int channels() {
    return CHANNELS;
  }

  @Override
  public int height() {
    return SIZE;
  }

  @Override
  public int width() {
    return SIZE;
  }

  @Override
  public List<String> classNames() {
    return IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
  }

  @Override
  public int label(int index) {
    return index % CLASSES;
  }

  @Override
  public void copyPixels(int index, byte[] destination, int offset) {
    System.arraycopy(pixels, index * bytesPerImage(), destination, offset, bytesPerImage());
  }
}
