package dev.lamina.runtime.data.augment;

import java.util.Arrays;

/**
 * Resizes a part of an image, bilinearly with antialiasing, to the bit as Pillow does: rows first,
 * then columns, each pass a sum of fixed-point weights rounded to uint8.
 *
 * <p>The part is cut out first: pixels outside of it do not count. Weights are kept per side
 * length, so after each length has occurred once nothing is allocated. One object a thread.
 */
public final class BilinearResize {
  private static final int HALF = 1 << (AxisWeights.PRECISION_BITS - 1);

  private final int channels;
  private final int height;
  private final int width;
  private AxisWeights[] verticalByInput = new AxisWeights[0];
  private AxisWeights[] horizontalByInput = new AxisWeights[0];
  private byte[] narrowed = new byte[0];

  /**
   * A resize to one output size.
   *
   * @param channels interleaved channels
   * @param height output height in pixels
   * @param width output width in pixels
   */
  public BilinearResize(int channels, int height, int width) {
    this.channels = channels;
    this.height = height;
    this.width = width;
  }

  /**
   * The fixed-point weights of all that this class enlarges along one axis, for those who compute
   * the same elsewhere; 22 bits are behind the point.
   *
   * @param output pixels along the axis after, positive
   * @return for each length from 1 to {@code output}, and each output pixel: the first input, its
   *     weight and that of the next, which is 0 where there is none
   */
  public static int[] enlarging(int output) {
    return AxisWeights.enlarging(output);
  }

  /**
   * Resizes the part of an image inside a box.
   *
   * @param source the image, interleaved
   * @param sourceWidth its width in pixels
   * @param box a rectangle inside it
   * @param destination receives the output, interleaved
   */
  public void apply(byte[] source, int sourceWidth, CropBox box, byte[] destination) {
    if (narrowed.length < box.height * width * channels) {
      narrowed = new byte[box.height * width * channels];
    }
    AxisWeights horizontal = horizontal(box.width);
    for (int row = 0; row < box.height; row++) {
      int start = ((box.top + row) * sourceWidth + box.left) * channels;
      resizeRow(source, start, horizontal, row * width * channels);
    }
    AxisWeights vertical = vertical(box.height);
    for (int row = 0; row < height; row++) {
      sumRows(vertical, row, destination);
    }
  }

  private AxisWeights horizontal(int input) {
    if (input >= horizontalByInput.length) {
      horizontalByInput = Arrays.copyOf(horizontalByInput, input + 1);
    }
    if (horizontalByInput[input] == null) {
      horizontalByInput[input] = AxisWeights.of(input, width).interleaved(channels);
    }
    return horizontalByInput[input];
  }

  private AxisWeights vertical(int input) {
    if (input >= verticalByInput.length) {
      verticalByInput = Arrays.copyOf(verticalByInput, input + 1);
    }
    if (verticalByInput[input] == null) {
      verticalByInput[input] = AxisWeights.of(input, height);
    }
    return verticalByInput[input];
  }

  private void resizeRow(byte[] source, int start, AxisWeights weights, int out) {
    if (weights.taps() == 2) {
      resizeRowOfTwo(source, start, weights, out);
      return;
    }
    int[] first = weights.first();
    for (int i = 0; i < first.length; i++) {
      int sum = HALF;
      for (int tap = 0; tap < weights.taps(); tap++) {
        int pixel = Byte.toUnsignedInt(source[start + first[i] + tap * channels]);
        sum += pixel * weights.weights(tap)[i];
      }
      narrowed[out + i] = toPixel(sum);
    }
  }

  // Enlarging takes two taps, always. These two loops are the cost of a training image.
  private void resizeRowOfTwo(byte[] source, int start, AxisWeights weights, int out) {
    int[] first = weights.first();
    int[] weights0 = weights.weights(0);
    int[] weights1 = weights.weights(1);
    for (int i = 0; i < first.length; i++) {
      int pixel0 = Byte.toUnsignedInt(source[start + first[i]]);
      int pixel1 = Byte.toUnsignedInt(source[start + first[i] + channels]);
      narrowed[out + i] = toPixel(HALF + pixel0 * weights0[i] + pixel1 * weights1[i]);
    }
  }

  private void sumRows(AxisWeights weights, int row, byte[] destination) {
    int rowBytes = width * channels;
    int from = weights.first()[row] * rowBytes;
    if (weights.taps() == 2) {
      sumTwoRows(from, weights.weights(0)[row], weights.weights(1)[row], row, destination);
      return;
    }
    for (int i = 0; i < rowBytes; i++) {
      int sum = HALF;
      for (int tap = 0; tap < weights.taps(); tap++) {
        int pixel = Byte.toUnsignedInt(narrowed[from + tap * rowBytes + i]);
        sum += pixel * weights.weights(tap)[row];
      }
      destination[row * rowBytes + i] = toPixel(sum);
    }
  }

  private void sumTwoRows(int from, int weight0, int weight1, int row, byte[] destination) {
    int rowBytes = width * channels;
    for (int i = 0; i < rowBytes; i++) {
      int pixel0 = Byte.toUnsignedInt(narrowed[from + i]);
      int pixel1 = Byte.toUnsignedInt(narrowed[from + rowBytes + i]);
      destination[row * rowBytes + i] = toPixel(HALF + pixel0 * weight0 + pixel1 * weight1);
    }
  }

  // No clipping: the weights are not negative and add up to 1 but for rounding, so the rounded sum
  // stays in 0 .. 255.
  private static byte toPixel(int sum) {
    return (byte) (sum >> AxisWeights.PRECISION_BITS);
  }
}
