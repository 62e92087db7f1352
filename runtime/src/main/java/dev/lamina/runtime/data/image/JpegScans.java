package dev.lamina.runtime.data.image;

import dev.lamina.runtime.UserError;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How often a JPEG file goes over its picture. A progressive one does so about ten times; each scan
 * costs time by the size of the picture, but may take a few bytes, so that a small file could keep
 * a decoder busy for hours.
 */
final class JpegScans {
  private static final int LIMIT = 100;
  private static final int MARK = 0xff;
  private static final int START_OF_SCAN = 0xda;
  private static final int END = 0xd9;

  private JpegScans() {}

  /**
   * Counts scans by their markers.
   *
   * @throws UserError if there are more than a hundred
   */
  static void check(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      if (scans(in) > LIMIT) {
        throw new UserError(
            "%s has more than %d scans; save it again, not progressively".formatted(path, LIMIT));
      }
    } catch (EOFException e) {
      // It ends inside of something, which is for the decoder to judge.
      return;
    }
  }

  private static int scans(InputStream in) throws IOException {
    int scans = 0;
    for (int marker = next(in); marker != END && scans <= LIMIT; marker = next(in)) {
      scans += marker == START_OF_SCAN ? 1 : 0;
      if (hasLength(marker)) {
        int length = (in.read() << Byte.SIZE) | in.read();
        in.skipNBytes(Math.max(0, length - Short.BYTES));
      }
    }
    return scans;
  }

  /** The next marker, wherever it is; the end's where there is none. */
  private static int next(InputStream in) throws IOException {
    int value = in.read();
    while (value >= 0) {
      int before = value;
      value = in.read();
      if (before == MARK && value > 0 && value != MARK) {
        return value;
      }
    }
    return END;
  }

  /** All but restarts, the start of the image, and one that nobody uses. */
  private static boolean hasLength(int marker) {
    return (marker < 0xd0 || marker > 0xd8) && marker != 0x01;
  }
}
