package dev.lamina.runtime.data.augment;

import dev.lamina.runtime.data.random.RandomStream;

/**
 * Covers a square by one colour (DeVries and Taylor, "Improved regularization of convolutional
 * neural networks with cutout", 2017). The square's centre is uniform over the image's pixels, so
 * part of the square may lie outside.
 *
 * <p>In the paper the square is 0 after normalization. Here pixels are still uint8, so the colour
 * is the data set's mean, which normalization turns into 0 up to half a grey level.
 */
public final class Cutout implements Augmentation {
  private final int size;
  private final byte[] colour;

  /**
   * A cutout.
   *
   * @param size side of the square in pixels, positive
   * @param mean the covering colour: a number in 0 .. 1 for each channel, as in {@link
   *     dev.lamina.runtime.data.Normalization}
   */
  public Cutout(int size, double... mean) {
    if (size <= 0) {
      throw new IllegalArgumentException("size must be positive, is " + size);
    }
    this.size = size;
    colour = new byte[mean.length];
    for (int channel = 0; channel < mean.length; channel++) {
      colour[channel] = grey(mean[channel]);
    }
  }

  private static byte grey(double mean) {
    if (!(mean >= 0 && mean <= 1)) {
      throw new IllegalArgumentException("mean must be in 0 .. 1, is " + mean);
    }
    return (byte) Math.round(mean * 255);
  }

  @Override
  public void apply(ImageScratch image, RandomStream random) {
    int top = edge(image.height(), random);
    int left = edge(image.width(), random);
    int bottom = Math.min(top + size, image.height());
    int right = Math.min(left + size, image.width());
    for (int row = Math.max(top, 0); row < bottom; row++) {
      cover(image, row, Math.max(left, 0), right);
    }
  }

  private int edge(int pixels, RandomStream random) {
    return random.nextInt(pixels) - size / 2;
  }

  @Override
  public boolean place(Placement placement, RandomStream random) {
    int top = edge(placement.height(), random);
    return placement.cover(top, edge(placement.width(), random), size, colour);
  }

  private void cover(ImageScratch image, int row, int left, int right) {
    int channels = image.channels();
    for (int column = left; column < right; column++) {
      int pixel = (row * image.width() + column) * channels;
      System.arraycopy(colour, 0, image.pixels(), pixel, channels);
    }
  }
}
