package dev.lamina.runtime.data.folder;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Image files of one colour each. */
final class ColourImages {
  private ColourImages() {}

  /** Writes a PNG file, of the size 10x6, and its folders. */
  static void write(Path file, int rgb) {
    BufferedImage image = new BufferedImage(10, 6, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 60; i++) {
      image.setRGB(i % 10, i / 10, rgb);
    }
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes files 00.png, 01.png and so on; the green of each is its number. */
  static void write(Path folder, int count, int red) {
    for (int i = 0; i < count; i++) {
      write(folder.resolve("%02d.png".formatted(i)), new Color(red, i, 0).getRGB());
    }
  }
}
