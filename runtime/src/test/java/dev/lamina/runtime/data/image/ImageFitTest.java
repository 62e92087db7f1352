package dev.lamina.runtime.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ImageFitTest {

  @Test
  void imageOfTheRightSizeKeepsItsPixels() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0x010203);
    image.setRGB(1, 0, 0xfffefd);
    assertArrayEquals(new byte[] {1, 2, 3, -1, -2, -3}, new ImageFit(1, 2).apply(image));
  }

  /** Columns 0 to 3 and 8 to 11 are white, the square in the middle is black. */
  @Test
  void onlyTheMiddleOfAWideImageCounts() {
    BufferedImage image = white(12, 4);
    blacken(image, 4, 0);
    assertArrayEquals(new byte[2 * 2 * 3], new ImageFit(2, 2).apply(image));
  }

  @Test
  void onlyTheMiddleOfATallImageCounts() {
    BufferedImage image = white(4, 12);
    blacken(image, 0, 4);
    assertArrayEquals(new byte[2 * 2 * 3], new ImageFit(2, 2).apply(image));
  }

  @Test
  void evenASliverGivesAnImage() {
    byte[] black = new byte[4 * 4 * 3];
    assertArrayEquals(
        black, new ImageFit(4, 4).apply(new BufferedImage(1, 9, BufferedImage.TYPE_INT_RGB)));
  }

  /** The file's value 100 is 100, although Java takes grey for linear light. */
  @Test
  void greyBecomesThreeEqualChannels() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 100);
    assertArrayEquals(new byte[] {100, 100, 100}, new ImageFit(1, 1).apply(image));
  }

  @Test
  void sixteenBitGreyIsScaledToEight() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 65535);
    assertArrayEquals(new byte[] {-1, -1, -1}, new ImageFit(1, 1).apply(image));
  }

  @Test
  void transparencyIsDropped() {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x00102030);
    assertArrayEquals(new byte[] {0x10, 0x20, 0x30}, new ImageFit(1, 1).apply(image));
  }

  private static BufferedImage white(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xffffff);
      }
    }
    return image;
  }

  private static void blacken(BufferedImage image, int left, int top) {
    for (int y = top; y < top + 4; y++) {
      for (int x = left; x < left + 4; x++) {
        image.setRGB(x, y, 0);
      }
    }
  }
}
