package dev.lamina.runtime.data;

import java.util.List;
import java.util.Objects;

/**
 * Images held in one array: image after image, each interleaved (height, width, channel). At most 2
 * GB of pixels.
 */
public final class InMemoryDataset implements ImageDataset {
  private final int channels;
  private final int height;
  private final int width;
  private final List<String> classNames;
  private final byte[] labels;
  private final byte[] pixels;

  /**
   * Takes over the two arrays: the caller must not write to them any more.
   *
   * @param channels channels of an image
   * @param height height in pixels
   * @param width width in pixels
   * @param classNames 1 to 256 names
   * @param labels a label an image, unsigned
   * @param pixels labels.length x height x width x channels bytes
   * @throws IllegalArgumentException if the sizes disagree or a label has no class name
   */
  public InMemoryDataset(
      int channels, int height, int width, List<String> classNames, byte[] labels, byte[] pixels) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.classNames = List.copyOf(classNames);
    this.labels = labels;
    this.pixels = pixels;
    checkSizes();
    checkLabels();
  }

  private void checkSizes() {
    if ((long) labels.length * bytesPerImage() != pixels.length) {
      throw new IllegalArgumentException(
          "%d images of %d bytes do not make %d bytes"
              .formatted(labels.length, bytesPerImage(), pixels.length));
    }
  }

  private void checkLabels() {
    for (byte label : labels) {
      if (Byte.toUnsignedInt(label) >= classNames.size()) {
        throw new IllegalArgumentException(
            "label %d but only %d classes".formatted(Byte.toUnsignedInt(label), classNames.size()));
      }
    }
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public int label(int index) {
    return Byte.toUnsignedInt(labels[index]);
  }

  @Override
  public void copyPixels(int index, byte[] destination, int offset) {
    Objects.checkIndex(index, labels.length);
    int bytes = bytesPerImage();
    System.arraycopy(pixels, index * bytes, destination, offset, bytes);
  }
}
