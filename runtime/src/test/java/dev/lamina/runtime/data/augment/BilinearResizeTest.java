package dev.lamina.runtime.data.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/**
 * Sizes that crops of the protocol do not have. The expected pixels were computed with Pillow 9.4:
 * {@code resize(..., BILINEAR)} of the grey image whose pixel number i is {@code 37 i} modulo 256.
 */
class BilinearResizeTest {
  private static final int HEIGHT = 7;
  private static final int WIDTH = 5;

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static int grey(int i) {
    return i * 37 % 256;
  }

  @Test
  void shrinkingIsAntialiasedAsInPillow() {
    byte[] source = new byte[HEIGHT * WIDTH];
    for (int i = 0; i < source.length; i++) {
      source[i] = (byte) grey(i);
    }
    CropBox box = new CropBox();
    box.set(0, 0, HEIGHT, WIDTH);
    byte[] output = new byte[12];
    new BilinearResize(1, 4, 3).apply(source, WIDTH, box, output);
    assertArrayEquals(bytes(101, 73, 100, 124, 143, 113, 121, 91, 110, 134, 161, 133), output);
  }

  /** Channels: the grey image, its negative, and half of it; the box is its second column. */
  @Test
  void aBoxOneColumnWideSpreadsItsPixels() {
    byte[] source = new byte[HEIGHT * WIDTH * 3];
    for (int i = 0; i < HEIGHT * WIDTH; i++) {
      source[3 * i] = (byte) grey(i);
      source[3 * i + 1] = (byte) (255 - grey(i));
      source[3 * i + 2] = (byte) (grey(i) / 2);
    }
    CropBox box = new CropBox();
    box.set(0, 1, HEIGHT, 1);
    byte[] output = new byte[3 * 4 * 3];
    new BilinearResize(3, 3, 4).apply(source, WIDTH, box, output);
    assertArrayEquals(
        bytes(
            141, 114, 70, 141, 114, 70, 141, 114, 70, 141, 114, 70, //
            95, 160, 47, 95, 160, 47, 95, 160, 47, 95, 160, 47, //
            129, 126, 64, 129, 126, 64, 129, 126, 64, 129, 126, 64),
        output);
  }
}
