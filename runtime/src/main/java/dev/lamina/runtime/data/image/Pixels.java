package dev.lamina.runtime.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/**
 * An image's pixels as red, green and blue bytes, interleaved (height, width, channel), as Pillow's
 * {@code convert("RGB")} gives them: transparency is dropped, grey becomes three equal channels.
 */
final class Pixels {
  private static final int CHANNELS = 3;
  private static final int BYTE_MAX = 255;

  private Pixels() {}

  static byte[] rgb(BufferedImage image) {
    ColorModel colors = image.getColorModel();
    boolean plainGrey =
        colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY
            && image.getRaster().getNumBands() == colors.getNumComponents();
    return plainGrey ? grey(image) : color(image);
  }

  private static byte[] color(BufferedImage image) {
    int width = image.getWidth();
    byte[] pixels = new byte[CHANNELS * width * image.getHeight()];
    int[] row = new int[width];
    int out = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        pixels[out++] = (byte) (argb >> (2 * Byte.SIZE));
        pixels[out++] = (byte) (argb >> Byte.SIZE);
        pixels[out++] = (byte) argb;
      }
    }
    return pixels;
  }

  // Not by getRGB: Java takes grey files' values for linear light and would brighten them.
  private static byte[] grey(BufferedImage image) {
    int max = (1 << image.getColorModel().getComponentSize(0)) - 1;
    Raster raster = image.getRaster();
    int width = image.getWidth();
    byte[] pixels = new byte[CHANNELS * width * image.getHeight()];
    int[] row = new int[width];
    int out = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int sample : row) {
        byte value = (byte) Math.round((float) sample * BYTE_MAX / max);
        pixels[out++] = value;
        pixels[out++] = value;
        pixels[out++] = value;
      }
    }
    return pixels;
  }
}
