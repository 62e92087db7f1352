package dev.lamina.onednn;

import dev.lamina.graph.ir.Space;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.DnnContext;
import dev.lamina.onednn.primitive.NativeBuffer;
import dev.lamina.onednn.primitive.NativeView;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Bfloat16;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.ElementType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import java.util.Objects;

/**
 * Native memory of the device. Reals are float32, but for feature maps and vectors of a device that
 * computes in bfloat16. Released, it holds no elements.
 */
final class OneDnnBuffer implements Buffer, AutoCloseable {
  private final NativeBuffer memory;
  private final ElementType type;
  private final DataType real;
  private long length;

  /** Views of the first 2 GiB, so that the small transfers of every step make no new ones. */
  private final ByteBuffer head;

  private final FloatBuffer floatHead;
  private final ShortBuffer shortHead;
  private final IntBuffer integerHead;
  private long version;

  private OneDnnBuffer(NativeBuffer memory, ElementType type, DataType real, long length) {
    this.memory = memory;
    this.type = type;
    this.real = real;
    this.length = length;
    this.head = NativeView.bytes(memory.address(), Math.min(memory.bytes(), Integer.MAX_VALUE));
    this.floatHead = head.asFloatBuffer();
    this.shortHead = head.asShortBuffer();
    this.integerHead = head.asIntBuffer();
  }

  /**
   * Allocates.
   *
   * @param maps what feature maps and vectors are made of
   */
  static OneDnnBuffer allocate(
      DnnContext context, Space space, DataType maps, long elements, String what) {
    ElementType type = ElementType.of(space);
    DataType real = real(space, maps);
    if (elements < 0) {
      throw new IllegalArgumentException(what + " cannot have " + elements + " elements");
    }
    long bytes = bytes(space, maps, elements);
    try {
      return new OneDnnBuffer(context.allocate(bytes), type, real, elements);
    } catch (OutOfMemoryError e) {
      throw new UserError(
          "This machine has no memory for the "
              + bytes
              + " bytes of "
              + what
              + ": make the batch smaller.",
          e);
    }
  }

  private static DataType real(Space space, DataType maps) {
    boolean isMap = space == Space.INPUT || space == Space.ACTIVATION;
    return isMap ? maps : DataType.FLOAT32;
  }

  /** The bytes of so many elements. */
  static long bytes(Space space, DataType maps, long elements) {
    return Math.multiplyExact(elements, elementBytes(ElementType.of(space), real(space, maps)));
  }

  /** The buffer as this device's own; anything else is a mistake of the caller. */
  static OneDnnBuffer of(Buffer buffer) {
    if (buffer instanceof OneDnnBuffer own) {
      return own;
    }
    throw new IllegalArgumentException("a buffer of another device: " + buffer);
  }

  /** The native address of an element. */
  long address(long offset) {
    return memory.address() + offset * elementBytes(type, real);
  }

  /** What its reals are made of. */
  DataType realType() {
    return real;
  }

  /** Changes whenever the content may have been changed by the host or an optimizer. */
  long version() {
    return version;
  }

  void touch() {
    version++;
  }

  @Override
  public ElementType type() {
    return type;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void write(long offset, FloatBuffer source) {
    int count = source.remaining();
    check(ElementType.REAL, offset, count);
    if (real == DataType.BFLOAT16) {
      ShortBuffer target = bfloats(offset, count);
      int start = index(offset, count);
      for (int i = 0; i < count; i++) {
        target.put(start + i, Bfloat16.of(source.get()));
      }
    } else {
      floats(offset, count).put(index(offset, count), source, source.position(), count);
      source.position(source.limit());
    }
    touch();
  }

  @Override
  public void read(long offset, FloatBuffer target) {
    int count = target.remaining();
    check(ElementType.REAL, offset, count);
    if (real == DataType.BFLOAT16) {
      ShortBuffer source = bfloats(offset, count);
      int start = index(offset, count);
      for (int i = 0; i < count; i++) {
        target.put(Bfloat16.value(source.get(start + i)));
      }
    } else {
      target.put(target.position(), floats(offset, count), index(offset, count), count);
      target.position(target.limit());
    }
  }

  @Override
  public void write(long offset, DoubleBuffer source) {
    int count = source.remaining();
    check(ElementType.REAL, offset, count);
    Reals values = reals(offset, count);
    int start = index(offset, count);
    for (int i = 0; i < count; i++) {
      values.put(start + i, (float) source.get());
    }
    touch();
  }

  @Override
  public void read(long offset, DoubleBuffer target) {
    int count = target.remaining();
    check(ElementType.REAL, offset, count);
    Reals values = reals(offset, count);
    int start = index(offset, count);
    for (int i = 0; i < count; i++) {
      target.put(values.get(start + i));
    }
  }

  @Override
  public void write(long offset, IntBuffer source) {
    int count = source.remaining();
    check(ElementType.INT32, offset, count);
    integers(offset, count).put(index(offset, count), source, source.position(), count);
    source.position(source.limit());
    touch();
  }

  @Override
  public void read(long offset, IntBuffer target) {
    int count = target.remaining();
    check(ElementType.INT32, offset, count);
    target.put(target.position(), integers(offset, count), index(offset, count), count);
    target.position(target.limit());
  }

  @Override
  public void write(long offset, ByteBuffer source) {
    int count = source.remaining();
    check(ElementType.BYTE, offset, count);
    bytes(offset, count).put(index(offset, count), source, source.position(), count);
    source.position(source.limit());
    touch();
  }

  @Override
  public void read(long offset, ByteBuffer target) {
    int count = target.remaining();
    check(ElementType.BYTE, offset, count);
    target.put(target.position(), bytes(offset, count), index(offset, count), count);
    target.position(target.limit());
  }

  private Reals reals(long offset, long count) {
    return real == DataType.BFLOAT16
        ? Reals.bfloats(bfloats(offset, count))
        : Reals.floats(floats(offset, count));
  }

  private ShortBuffer bfloats(long offset, long count) {
    return inHead(offset, count) ? shortHead : NativeView.shorts(address(offset), count);
  }

  private FloatBuffer floats(long offset, long count) {
    return inHead(offset, count) ? floatHead : NativeView.floats(address(offset), count);
  }

  private IntBuffer integers(long offset, long count) {
    return inHead(offset, count) ? integerHead : NativeView.integers(address(offset), count);
  }

  private ByteBuffer bytes(long offset, long count) {
    return inHead(offset, count) ? head : NativeView.bytes(address(offset), count);
  }

  private int index(long offset, long count) {
    return inHead(offset, count) ? (int) offset : 0;
  }

  private boolean inHead(long offset, long count) {
    return (offset + count) * elementBytes(type, real) <= head.capacity();
  }

  private void check(ElementType wanted, long offset, long count) {
    if (type != wanted) {
      throw new UnsupportedOperationException("a buffer of " + type + " holds no " + wanted);
    }
    Objects.checkFromIndexSize(offset, count, length);
  }

  private static long elementBytes(ElementType type, DataType real) {
    return switch (type) {
      case REAL -> real.bytes();
      case INT32 -> Integer.BYTES;
      case BYTE -> Byte.BYTES;
    };
  }

  @Override
  public void close() {
    // Without elements every transfer is out of bounds.
    length = 0;
    memory.close();
  }
}
