package dev.lamina.runtime.data;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.Untrusted;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Turns uint8 pixels into float32: {@code (pixel / 255 - mean[c]) / std[c]}, a mean and a standard
 * deviation for each channel.
 *
 * <p>Every step is rounded to float32, in the order of PyTorch's {@code ToTensor} and {@code
 * Normalize}, so the numbers are equal to the last bit. A pixel has only 256 values, so all results
 * are computed once, into a table of 256 a channel. Immutable.
 *
 * <p>Weights are of use only with the normalization that they were trained with, so it is kept in
 * the metadata of their file: {@link #metadata()} writes it, {@link #read} finds it again.
 */
public final class Normalization {
  /** The metadata's key of the means: a number a channel, separated by commas. */
  public static final String MEAN_KEY = "image_mean";

  /** The metadata's key of the standard deviations, written as the means are. */
  public static final String STD_KEY = "image_std";

  private static final int VALUES = 256;
  private static final double PIXEL_MAX = 255;

  private final double[] mean;
  private final double[] std;
  private final float[] table;

  private Normalization(double[] mean, double[] std, float[] table) {
    this.mean = mean;
    this.std = std;
    this.table = table;
  }

  /**
   * Builds the table.
   *
   * @param mean mean of each channel, of pixels scaled to 0 .. 1
   * @param std standard deviation of each channel, positive, of pixels scaled to 0 .. 1
   * @throws IllegalArgumentException if the lengths differ, a number is not finite or a deviation
   *     is not positive
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
    return new Normalization(mean.clone(), std.clone(), table);
  }

  private static void fill(float[] table, int channel, float mean, float std) {
    if (!(std > 0) || Float.isInfinite(std)) {
      throw new IllegalArgumentException("standard deviation must be positive, is " + std);
    }
    if (!Float.isFinite(mean)) {
      throw new IllegalArgumentException("mean must be finite, is " + mean);
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

  /** Returns the normalization with the mean and deviation of CIFAR-100's training images. */
  public static Normalization cifar100() {
    return of(
        new double[] {0.50707516, 0.48654887, 0.44091784},
        new double[] {0.26733429, 0.25643847, 0.27615047});
  }

  /**
   * Returns the normalization with the mean and deviation of some images, over all their pixels. A
   * channel that is the same everywhere becomes 0.
   *
   * @param images at least one
   */
  public static Normalization of(ImageDataset images) {
    int channels = images.channels();
    long[][] counts = new long[channels][VALUES];
    byte[] pixels = new byte[images.bytesPerImage()];
    for (int image = 0; image < images.size(); image++) {
      images.copyPixels(image, pixels, 0);
      for (int i = 0; i < pixels.length; i++) {
        counts[i % channels][Byte.toUnsignedInt(pixels[i])]++;
      }
    }
    double[] mean = Arrays.stream(counts).mapToDouble(Normalization::mean).toArray();
    double[] std = Arrays.stream(counts).mapToDouble(Normalization::std).toArray();
    return of(mean, std);
  }

  private static double mean(long[] counts) {
    return average(counts, value -> value / PIXEL_MAX);
  }

  private static double std(long[] counts) {
    double mean = mean(counts);
    double variance = average(counts, value -> Math.pow(value / PIXEL_MAX - mean, 2));
    boolean constant = Arrays.stream(counts).filter(count -> count > 0).count() == 1;
    return constant ? 1 : Math.sqrt(variance);
  }

  private static double average(long[] counts, IntToDoubleFunction of) {
    double sum = IntStream.range(0, VALUES).mapToDouble(v -> counts[v] * of.applyAsDouble(v)).sum();
    return sum / Arrays.stream(counts).sum();
  }

  /**
   * Finds the normalization that weights were trained with.
   *
   * @param metadata of the weights' file
   * @param channels of the images that the network takes
   * @return empty if the metadata does not tell
   * @throws UserError if what it tells is no normalization of so many channels
   */
  public static Optional<Normalization> read(Map<String, String> metadata, int channels) {
    if (!metadata.containsKey(MEAN_KEY) || !metadata.containsKey(STD_KEY)) {
      return Optional.empty();
    }
    double[] mean = numbers(metadata, MEAN_KEY, channels);
    double[] std = numbers(metadata, STD_KEY, channels);
    try {
      return Optional.of(of(mean, std));
    } catch (IllegalArgumentException e) {
      throw new UserError(
          "the weights' %s and %s are no normalization: %s; give another file"
              .formatted(MEAN_KEY, STD_KEY, e.getMessage()),
          e);
    }
  }

  private static double[] numbers(Map<String, String> metadata, String key, int channels) {
    String[] texts = metadata.get(key).split(",", -1);
    try {
      if (texts.length == channels) {
        return Arrays.stream(texts).mapToDouble(Double::parseDouble).toArray();
      }
    } catch (NumberFormatException e) {
      throw notNumbers(metadata, key, channels);
    }
    throw notNumbers(metadata, key, channels);
  }

  private static UserError notNumbers(Map<String, String> metadata, String key, int channels) {
    return new UserError(
        "the weights' metadata has %s = '%s', expected %d numbers separated by commas"
            .formatted(key, Untrusted.printable(metadata.get(key)), channels));
  }

  /** Returns what {@link #read} reads: the means and the standard deviations, to the last bit. */
  public Map<String, String> metadata() {
    return Map.of(MEAN_KEY, text(mean), STD_KEY, text(std));
  }

  private static String text(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(", "));
  }

  /** Returns the mean of each channel, of pixels scaled to 0 .. 1; the array is the caller's. */
  public double[] mean() {
    return mean.clone();
  }

  /** Returns the number of channels. */
  public int channels() {
    return mean.length;
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
      for (int channel = 0; channel < mean.length; channel++, i++) {
        destination[i] = table[channel * VALUES + Byte.toUnsignedInt(pixels[i])];
      }
    }
  }
}
