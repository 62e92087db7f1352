package dev.lamina.runtime.log.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** PNG files: 8 bits a channel, red, green and blue, rows as they are. */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10};
  private static final byte DEPTH = 8;
  private static final byte TRUE_COLOUR = 2;
  private static final byte UNFILTERED = 0;
  private static final int COLOUR_BYTES = 3;

  private Png() {}

  /** The bytes of a file. */
  public static byte[] encode(Picture picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    chunk(out, "IHDR", header(picture));
    chunk(out, "IDAT", deflated(rows(picture)));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] header(Picture picture) {
    byte standard = 0;
    return ByteBuffer.allocate(2 * Integer.BYTES + 5)
        .putInt(picture.width())
        .putInt(picture.height())
        .put(DEPTH)
        .put(TRUE_COLOUR)
        .put(standard)
        .put(standard)
        .put(standard)
        .array();
  }

  private static byte[] rows(Picture picture) {
    ByteBuffer rows = ByteBuffer.allocate(picture.height() * (1 + COLOUR_BYTES * picture.width()));
    for (int y = 0; y < picture.height(); y++) {
      rows.put(UNFILTERED);
      for (int x = 0; x < picture.width(); x++) {
        int colour = picture.get(x, y);
        rows.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
      }
    }
    return rows.array();
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(integer(data.length));
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(integer((int) crc.getValue()));
  }

  private static byte[] integer(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }
}
