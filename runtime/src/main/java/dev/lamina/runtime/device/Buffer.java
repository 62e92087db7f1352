package dev.lamina.runtime.device;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Memory of a device, one arena or one input, owned by the device that allocated it.
 *
 * <p>Offsets and lengths count elements of the buffer's {@link ElementType}. Transfers wait for all
 * kernels that were run before, convert between the host's type and the device's own precision,
 * advance the host buffer's position to its limit, and throw {@link IndexOutOfBoundsException}
 * outside the buffer and {@link UnsupportedOperationException} where the element type does not fit
 * (floats to {@code REAL}, integers to {@code INT32}, bytes to {@code BYTE}).
 */
public interface Buffer {

  /** What it holds. */
  ElementType type();

  /** Number of elements. */
  long length();

  /** Copies all remaining elements of {@code source} to {@code offset}. */
  void write(long offset, FloatBuffer source);

  /** Fills all remaining elements of {@code target} from {@code offset}. */
  void read(long offset, FloatBuffer target);

  /** As {@link #write(long, FloatBuffer)}, for the reference device's full precision. */
  void write(long offset, DoubleBuffer source);

  /** As {@link #read(long, FloatBuffer)}, for the reference device's full precision. */
  void read(long offset, DoubleBuffer target);

  /** Copies all remaining integers of {@code source} to {@code offset}. */
  void write(long offset, IntBuffer source);

  /** Fills all remaining integers of {@code target} from {@code offset}. */
  void read(long offset, IntBuffer target);

  /** Copies all remaining bytes of {@code source} to {@code offset}. */
  void write(long offset, ByteBuffer source);

  /** Fills all remaining bytes of {@code target} from {@code offset}. */
  void read(long offset, ByteBuffer target);
}
