package dev.lamina.runtime.session;

import dev.lamina.runtime.device.Buffer;
import java.nio.FloatBuffer;

/** Zeroing of real-valued memory, in pieces. */
final class Zeros {
  private static final int PIECE = 1 << 16;

  private Zeros() {}

  static void fill(Buffer buffer) {
    FloatBuffer zeros = FloatBuffer.allocate(PIECE);
    for (long offset = 0; offset < buffer.length(); offset += PIECE) {
      zeros.rewind().limit((int) Math.min(PIECE, buffer.length() - offset));
      buffer.write(offset, zeros);
    }
  }
}
