package dev.lamina.runtime.reference;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.ElementType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Objects;

/**
 * A buffer that is a Java array; each kind accepts the transfers that fit its element type.
 *
 * <p>Released, it holds no elements, so that every transfer is out of bounds.
 */
abstract sealed class HostBuffer implements Buffer permits RealBuffer, Int32Buffer, RawBuffer {

  /** Arrays close to the largest index are refused by some virtual machines. */
  private static final int LONGEST = Integer.MAX_VALUE - 8;

  /** Zeroed memory on the Java heap. */
  static HostBuffer allocate(ElementType type, long elements, String what) {
    if (elements < 0) {
      throw new IllegalArgumentException(what + " cannot have " + elements + " elements");
    }
    if (elements > LONGEST) {
      throw tooLarge(elements, what, "make the batch smaller");
    }
    try {
      return allocate(type, (int) elements);
    } catch (OutOfMemoryError e) {
      throw tooLarge(elements, what, "give Java more heap (-Xmx) or make the batch smaller");
    }
  }

  private static HostBuffer allocate(ElementType type, int elements) {
    return switch (type) {
      case REAL -> new RealBuffer(new double[elements]);
      case INT32 -> new Int32Buffer(new int[elements]);
      case BYTE -> new RawBuffer(new byte[elements]);
    };
  }

  /** Bytes of one element. */
  static long bytesOf(ElementType type) {
    return switch (type) {
      case REAL -> Double.BYTES;
      case INT32 -> Integer.BYTES;
      case BYTE -> Byte.BYTES;
    };
  }

  private static UserError tooLarge(long elements, String what, String repair) {
    return new UserError(
        "The reference device cannot hold "
            + elements
            + " elements of "
            + what
            + ": "
            + repair
            + ".");
  }

  /** Bytes that it takes. */
  abstract long bytes();

  /** Lets go of the array. */
  abstract void release();

  /** The index of {@code offset}, if so many elements from there lie within. */
  final int range(long offset, int count) {
    return (int) Objects.checkFromIndexSize(offset, (long) count, length());
  }

  @Override
  public void write(long offset, FloatBuffer source) {
    throw unfit("floats");
  }

  @Override
  public void read(long offset, FloatBuffer target) {
    throw unfit("floats");
  }

  @Override
  public void write(long offset, DoubleBuffer source) {
    throw unfit("doubles");
  }

  @Override
  public void read(long offset, DoubleBuffer target) {
    throw unfit("doubles");
  }

  @Override
  public void write(long offset, IntBuffer source) {
    throw unfit("integers");
  }

  @Override
  public void read(long offset, IntBuffer target) {
    throw unfit("integers");
  }

  @Override
  public void write(long offset, ByteBuffer source) {
    throw unfit("bytes");
  }

  @Override
  public void read(long offset, ByteBuffer target) {
    throw unfit("bytes");
  }

  private UnsupportedOperationException unfit(String elements) {
    return new UnsupportedOperationException(elements + " do not fit a buffer of " + type());
  }
}
