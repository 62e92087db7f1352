package dev.lamina.cudnn.cuda;

/**
 * A batch of feature maps, channels-last in memory.
 *
 * @param batch number of examples
 * @param channels of each pixel
 * @param height pixels
 * @param width pixels
 */
public record MapShape(int batch, int channels, int height, int width) {

  /** Pixels of the whole batch. */
  public int rows() {
    return Math.multiplyExact(batch, Math.multiplyExact(height, width));
  }

  /** For example {@code 128x16x32x32}. */
  String text() {
    return batch + "x" + channels + "x" + height + "x" + width;
  }
}
