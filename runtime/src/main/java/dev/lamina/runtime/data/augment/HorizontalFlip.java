package dev.lamina.runtime.data.augment;

import dev.lamina.runtime.data.random.RandomStream;

/** Mirrors the image left to right, with a probability. */
public final class HorizontalFlip implements Augmentation {
  private final double probability;

  /**
   * A flip.
   *
   * @param probability 0 (never) to 1 (always)
   */
  public HorizontalFlip(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be in 0 .. 1, is " + probability);
    }
    this.probability = probability;
  }

  @Override
  public void apply(ImageScratch image, RandomStream random) {
    if (random.nextBoolean(probability)) {
      flip(image);
    }
  }

  @Override
  public boolean place(Placement placement, RandomStream random) {
    return placement.flip(random.nextBoolean(probability));
  }

  private static void flip(ImageScratch image) {
    int rowBytes = image.width() * image.channels();
    for (int row = 0; row < image.height(); row++) {
      flipRow(image.pixels(), row * rowBytes, (row + 1) * rowBytes, image.channels());
    }
  }

  private static void flipRow(byte[] pixels, int start, int end, int channels) {
    int right = end - channels;
    for (int left = start; left < right; left += channels, right -= channels) {
      for (int channel = 0; channel < channels; channel++) {
        byte moved = pixels[left + channel];
        pixels[left + channel] = pixels[right + channel];
        pixels[right + channel] = moved;
      }
    }
  }
}
