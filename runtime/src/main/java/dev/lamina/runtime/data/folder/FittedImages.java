package dev.lamina.runtime.data.folder;

import dev.lamina.runtime.data.ImageDataset;
import java.util.List;
import java.util.Objects;

/**
 * Colour images of one size in memory, each an array of its own, so that there may be any number.
 */
final class FittedImages implements ImageDataset {
  private static final int CHANNELS = 3;

  private final int height;
  private final int width;
  private final List<String> classNames;
  private final int[] labels;
  private final byte[][] pixels;

  /** Takes over the arrays: a label and 3 x height x width interleaved bytes an image. */
  FittedImages(int height, int width, List<String> classNames, int[] labels, byte[][] pixels) {
    this.height = height;
    this.width = width;
    this.classNames = List.copyOf(classNames);
    this.labels = labels;
    this.pixels = pixels;
  }

  @Override
  public int size() {
    return pixels.length;
  }

  @Override
  public int channels() {
    return CHANNELS;
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
    return labels[index];
  }

  @Override
  public void copyPixels(int index, byte[] destination, int offset) {
    Objects.checkIndex(index, pixels.length);
    System.arraycopy(pixels[index], 0, destination, offset, bytesPerImage());
  }
}
