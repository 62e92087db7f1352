package dev.lamina.runtime.log.picture;

import dev.lamina.runtime.data.ImageDataset;

/** Pixels that can be painted: rows from the top, each pixel a colour {@code 0xRRGGBB}. */
public final class Picture {
  private static final int BITS = 8;
  private static final int BYTE = 0xff;

  private final int width;
  private final int height;
  private final int[] pixels;

  /** A black picture. */
  public Picture(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[width * height];
  }

  /** An image of a data set. */
  public static Picture of(ImageDataset images, int index) {
    byte[] bytes = new byte[images.bytesPerImage()];
    images.copyPixels(index, bytes, 0);
    return of(bytes, images.channels(), images.height(), images.width());
  }

  /**
   * An image as augmentations see it.
   *
   * @param bytes (height, width, channels), unsigned
   * @param channels 3 for red, green and blue; of any other number the first one is shown as grey
   */
  static Picture of(byte[] bytes, int channels, int height, int width) {
    Picture picture = new Picture(width, height);
    for (int i = 0; i < height * width; i++) {
      int at = i * channels;
      int green = channels == 3 ? 1 : 0;
      int blue = channels == 3 ? 2 : 0;
      picture.pixels[i] =
          (bytes[at] & BYTE) << (2 * BITS)
              | (bytes[at + green] & BYTE) << BITS
              | (bytes[at + blue] & BYTE);
    }
    return picture;
  }

  /** Pixels across. */
  public int width() {
    return width;
  }

  /** Pixels down. */
  public int height() {
    return height;
  }

  /** The colour of a pixel. */
  public int get(int x, int y) {
    return pixels[y * width + x];
  }

  /** Paints a rectangle, which must lie inside. */
  void fill(int left, int top, int wide, int high, int colour) {
    for (int y = top; y < top + high; y++) {
      for (int x = left; x < left + wide; x++) {
        pixels[y * width + x] = colour;
      }
    }
  }

  /** Paints another picture, each of its pixels {@code scale} pixels wide and high. */
  void paste(Picture other, int left, int top, int scale) {
    for (int y = 0; y < other.height; y++) {
      for (int x = 0; x < other.width; x++) {
        fill(left + x * scale, top + y * scale, scale, scale, other.get(x, y));
      }
    }
  }
}
