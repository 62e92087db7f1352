package dev.lamina.runtime.data;

/**
 * Turns uint8 pixels into float32: {@code (pixel / 255 - mean[c]) / std[c]}, a mean and a standard
 * deviation for each channel.
 *
 * <p>Every step is rounded to float32, in the order of PyTorch's {@code ToTensor} and {@code
 * Normalize}, so the numbers are equal to the last bit. A pixel has only 256 values, so all results
 * are computed once, into a table of 256 a channel. Immutable.
 */
public final class Normalization {
  private static final int VALUES = 256;

  private final int channels;
  private final float[] table;

  private Normalization(int channels, float[] table) {
    this.channels = channels;
    this.table = table;
  }

  /**
   * Builds the table.
   *
   * @param mean mean of each channel, of pixels scaled to 0 .. 1
   * @param std standard deviation of each channel, positive, of pixels scaled to 0 .. 1
   * @throws IllegalArgumentException if the lengths differ or a deviation is not positive
   */
  public static Normalization of(double[] mean, double[] std) {
    if (mean.length != std.length || mean.length == 0) {
      throw new IllegalArgumentException(
          "%d means but %d standard deviations".formatted(mean.length, std.length));
    }
    float[] table = new float[mean.length * VALUES];
    for (int channel = 0; channel < mean.length; channel++) {
      fill(table, channel, (float) mean[channel], (float) std[channel]);
    }
    return new Normalization(mean.length, table);
  }

  private static void fill(float[] table, int channel, float mean, float std) {
    if (!(std > 0)) {
      throw new IllegalArgumentException("standard deviation must be positive, is " + std);
    }
    for (int value = 0; value < VALUES; value++) {
      table[channel * VALUES + value] = (value / 255f - mean) / std;
    }
  }

  /** Returns the normalization with the mean and deviation of CIFAR-10's training images. */
  public static Normalization cifar10() {
    return of(
        new double[] {0.49139968, 0.48215841, 0.44653091},
        new double[] {0.24703223, 0.24348513, 0.26158784});
  }

  /** Returns the number of channels. */
  public int channels() {
    return channels;
  }

  /**
   * Returns the number that a pixel becomes.
   *
   * @param channel 0 to channels() - 1
   * @param pixel 0 to 255
   */
  public float value(int channel, int pixel) {
    return table[channel * VALUES + pixel];
  }

  /**
   * Converts interleaved pixels, allocating nothing.
   *
   * @param pixels unsigned bytes in the order (height, width, channel)
   * @param count how many bytes to convert, a multiple of channels()
   * @param destination receives count numbers in the same order
   */
  public void apply(byte[] pixels, int count, float[] destination) {
    for (int i = 0; i < count; ) {
      for (int channel = 0; channel < channels; channel++, i++) {
        destination[i] = table[channel * VALUES + Byte.toUnsignedInt(pixels[i])];
      }
    }
  }
}
