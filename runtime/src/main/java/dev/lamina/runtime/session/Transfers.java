package dev.lamina.runtime.session;

import dev.lamina.runtime.device.Buffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Copies of whole batches to a device that leave the host buffer's position as it was: the next
 * epoch writes the same one again.
 */
final class Transfers {
  private Transfers() {}

  static void write(Buffer target, FloatBuffer source) {
    checkLength(target, source.remaining());
    int position = source.position();
    target.write(0, source);
    source.position(position);
  }

  static void write(Buffer target, IntBuffer source) {
    checkLength(target, source.remaining());
    int position = source.position();
    target.write(0, source);
    source.position(position);
  }

  private static void checkLength(Buffer target, int elements) {
    if (target.length() != elements) {
      throw new IllegalArgumentException(
          "a batch of this session has %d elements, not %d".formatted(target.length(), elements));
    }
  }
}
