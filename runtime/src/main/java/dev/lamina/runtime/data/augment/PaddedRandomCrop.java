package dev.lamina.runtime.data.augment;

import dev.lamina.runtime.data.random.RandomStream;
import java.util.Arrays;

/**
 * Pads the image with black on every side and cuts out a rectangle of the original size at a
 * uniformly random place: a shift by at most {@code padding} pixels in each direction.
 */
public final class PaddedRandomCrop implements Augmentation {
  private final int padding;

  /**
   * A crop.
   *
   * @param padding pixels added on each of the four sides, at least 0
   */
  public PaddedRandomCrop(int padding) {
    if (padding < 0) {
      throw new IllegalArgumentException("padding must be at least 0, is " + padding);
    }
    this.padding = padding;
  }

  @Override
  public void apply(ImageScratch image, RandomStream random) {
    int down = shift(random);
    int right = shift(random);
    if (down != 0 || right != 0) {
      cut(image, down, right);
    }
  }

  private int shift(RandomStream random) {
    return random.nextInt(2 * padding + 1) - padding;
  }

  @Override
  public boolean place(Placement placement, RandomStream random) {
    int down = shift(random);
    placement.box().set(down, shift(random), 0, 0);
    return placement.crop();
  }

  /** Writes the image whose upper left corner lies at (down, right) of the old one. */
  private static void cut(ImageScratch image, int down, int right) {
    int channels = image.channels();
    int rowBytes = image.width() * channels;
    int firstColumn = Math.max(0, right);
    int columns = Math.min(image.width(), image.width() + right) - firstColumn;
    Arrays.fill(image.spare(), (byte) 0);
    for (int row = 0; row < image.height(); row++) {
      int source = row + down;
      if (source >= 0 && source < image.height() && columns > 0) {
        System.arraycopy(
            image.pixels(),
            source * rowBytes + firstColumn * channels,
            image.spare(),
            row * rowBytes + (firstColumn - right) * channels,
            columns * channels);
      }
    }
    image.swap();
  }
}
