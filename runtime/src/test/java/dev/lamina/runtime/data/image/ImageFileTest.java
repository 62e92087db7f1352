package dev.lamina.runtime.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {
  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void formatIsToldByContent(String format) throws IOException {
    BufferedImage image = ImageFile.read(file(encoded(format)));
    assertEquals(40, image.getWidth());
    assertEquals(30, image.getHeight());
  }

  @Test
  void otherFormatsAreRefused() throws IOException {
    assertRefused(encoded("gif"), "is neither a PNG nor a JPEG image; convert it");
    assertRefused("not an image".getBytes(StandardCharsets.UTF_8), "is neither a PNG nor");
    assertRefused(new byte[0], "is neither a PNG nor");
  }

  /** Would take 30 GB once decoded; the header alone tells. */
  @Test
  void enormousImageIsRefusedBeforeItIsDecoded() throws IOException {
    assertRefused(pngHeader(100_000, 100_000), "has 100000 x 100000 pixels, more than 32 million");
  }

  @Test
  void missingFileIsNamed() {
    Path missing = folder.resolve("no.png");
    UserError error = assertThrows(UserError.class, () -> ImageFile.read(missing));
    assertEquals("there is no file " + missing + "; give the path of an image", error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void damagedFilesGiveOneLineOrAnImage(String format) throws IOException {
    byte[] whole = encoded(format);
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j < 3; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      readOrRefuse(Arrays.copyOf(damaged, random.nextInt(damaged.length) + 1));
    }
  }

  private void readOrRefuse(byte[] contents) throws IOException {
    try {
      assertTrue(ImageFile.read(file(contents)).getWidth() > 0);
    } catch (UserError e) {
      assertFalse(e.getMessage().contains("\n"), e.getMessage());
    }
  }

  private void assertRefused(byte[] contents, String part) throws IOException {
    Path file = file(contents);
    UserError error = assertThrows(UserError.class, () -> ImageFile.read(file));
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }

  private Path file(byte[] contents) throws IOException {
    return Files.write(folder.resolve("image"), contents);
  }

  private static byte[] encoded(String format) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 40; x++) {
      image.setRGB(x, x % 30, 0x10203 * x);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, bytes));
    return bytes.toByteArray();
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    header.put((byte) 8).put((byte) 2);
    CRC32 checksum = new CRC32();
    checksum.update(header.array());
    return ByteBuffer.allocate(33)
        .put(PNG_SIGNATURE)
        .putInt(13)
        .put(header.array())
        .putInt((int) checksum.getValue())
        .array();
  }
}
