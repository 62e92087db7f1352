package dev.lamina.runtime.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.runtime.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegScansTest {
  private static final int[] SCAN = {0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0, 0x34};

  @TempDir private Path folder;

  private Path file(int scans, int... after) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes, 0xff, 0xd8);
    // Not counted: it lies in a comment.
    write(bytes, 0xff, 0xfe, 0, 6, 0xff, 0xda, 0xff, 0xda);
    for (int i = 0; i < scans; i++) {
      write(bytes, SCAN);
    }
    write(bytes, after);
    return Files.write(folder.resolve("image.jpg"), bytes.toByteArray());
  }

  private static void write(ByteArrayOutputStream bytes, int... values) {
    for (int value : values) {
      bytes.write(value);
    }
  }

  @Test
  void asManyScansAsAnyoneWritesAreLetThrough() throws IOException {
    JpegScans.check(file(100, 0xff, 0xd9));
    JpegScans.check(file(100));
    JpegScans.check(file(100, 0xff, 0xe0, 0x7f, 0xff));
  }

  @Test
  void oneMoreIsRefused() throws IOException {
    Path many = file(101, 0xff, 0xd9);
    assertEquals(
        many + " has more than 100 scans; save it again, not progressively",
        assertThrows(UserError.class, () -> JpegScans.check(many)).getMessage());
  }

  @Test
  void anImageWithManyScansIsRefusedBeforeItIsDecoded() throws IOException {
    // A sound head: one grey pixel, progressive.
    int[] head = {0xff, 0xd8, 0xff, 0xc2, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes, head);
    for (int i = 0; i < 1000; i++) {
      write(bytes, SCAN);
    }
    Path file = Files.write(folder.resolve("many.jpg"), bytes.toByteArray());
    String message = assertThrows(UserError.class, () -> ImageFile.read(file)).getMessage();
    assertEquals(file + " has more than 100 scans; save it again, not progressively", message);
  }
}
