package dev.lamina.runtime.data;

import java.util.List;

/**
 * A fixed set of labelled images of one size: size() images of (height, width, channels) uint8.
 *
 * <p>This is the seam for further data sets: whatever can give the pixels of image {@code i} can be
 * trained on. Implementations are immutable and may be read by several threads at once.
 */
public interface ImageDataset {
  /** Returns the number of images. */
  int size();

  /** Returns the number of channels, 3 for colour images in the order red, green, blue. */
  int channels();

  /** Returns the height of every image in pixels. */
  int height();

  /** Returns the width of every image in pixels. */
  int width();

  /** Returns the names of the classes; a label is a position in this list. */
  List<String> classNames();

  /**
   * Returns the label of an image.
   *
   * @param index 0 to size() - 1
   * @return 0 to classNames().size() - 1
   * @throws IndexOutOfBoundsException if there is no such image
   */
  int label(int index);

  /**
   * Copies the pixels of an image, allocating nothing: unsigned bytes, interleaved, in the order
   * (height, width, channel).
   *
   * @param index 0 to size() - 1
   * @param destination receives {@link #bytesPerImage()} bytes
   * @param offset where in the destination the first byte goes
   * @throws IndexOutOfBoundsException if there is no such image or no room for it
   */
  void copyPixels(int index, byte[] destination, int offset);

  /** Returns channels x height x width. */
  default int bytesPerImage() {
    return channels() * height() * width();
  }
}
