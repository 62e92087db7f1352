package dev.lamina.onednn.primitive;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.BytePointer;

/** Native memory as Java buffers, which stay valid as long as the memory does. */
public final class NativeView {
  private NativeView() {}

  /** {@code count} bytes from {@code address} on. */
  public static ByteBuffer bytes(long address, long count) {
    if (count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a Java buffer cannot span " + count + " bytes");
    }
    return new BytePointer(new Address(address)).capacity(count).asByteBuffer();
  }

  /** {@code count} floats from {@code address} on. */
  public static FloatBuffer floats(long address, long count) {
    return bytes(address, count * Float.BYTES).asFloatBuffer();
  }

  /** {@code count} 16-bit integers from {@code address} on. */
  public static ShortBuffer shorts(long address, long count) {
    return bytes(address, count * Short.BYTES).asShortBuffer();
  }

  /** {@code count} 32-bit integers from {@code address} on. */
  public static IntBuffer integers(long address, long count) {
    return bytes(address, count * Integer.BYTES).asIntBuffer();
  }
}
