package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.DeviceMemory;
import dev.lamina.cudnn.cuda.GpuContext;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.ElementType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Objects;

/**
 * Memory of the GPU. Transfers go through the device's {@link dev.lamina.cudnn.cuda.Staging}, piece
 * by piece; released, the buffer holds no elements.
 */
final class CudnnBuffer implements Buffer {
  private final GpuContext context;
  private final DeviceMemory memory;
  private final StorageType type;
  private long length;

  private CudnnBuffer(GpuContext context, DeviceMemory memory, StorageType type, long length) {
    this.context = context;
    this.memory = memory;
    this.type = type;
    this.length = length;
  }

  static CudnnBuffer allocate(GpuContext context, StorageType type, long elements, String what) {
    if (elements < 0) {
      throw new IllegalArgumentException(what + " cannot have " + elements + " elements");
    }
    DeviceMemory memory = context.allocate(Math.multiplyExact(elements, type.bytes()), what);
    context.zero(memory);
    return new CudnnBuffer(context, memory, type, elements);
  }

  @Override
  public ElementType type() {
    return type.element();
  }

  @Override
  public long length() {
    return length;
  }

  /** Where an element lies. */
  Address address(long offset) {
    return memory.at(offset * type.bytes());
  }

  void release() {
    forget();
    context.release(memory);
  }

  /** Says that the memory is gone. */
  void forget() {
    length = 0;
  }

  @Override
  public void write(long offset, FloatBuffer source) {
    check(ElementType.REAL, offset, source.remaining());
    for (long at = offset; source.hasRemaining(); ) {
      ByteBuffer piece = context.staging().next();
      int count = pieceOf(source.remaining());
      Elements.put(type, source, piece, count);
      at = send(at, count);
    }
  }

  @Override
  public void read(long offset, FloatBuffer target) {
    check(ElementType.REAL, offset, target.remaining());
    for (long at = offset; target.hasRemaining(); ) {
      int count = pieceOf(target.remaining());
      Elements.get(type, fetch(at, count), target, count);
      at += count;
    }
  }

  @Override
  public void write(long offset, DoubleBuffer source) {
    check(ElementType.REAL, offset, source.remaining());
    for (long at = offset; source.hasRemaining(); ) {
      ByteBuffer piece = context.staging().next();
      int count = pieceOf(source.remaining());
      Elements.put(type, source, piece, count);
      at = send(at, count);
    }
  }

  @Override
  public void read(long offset, DoubleBuffer target) {
    check(ElementType.REAL, offset, target.remaining());
    for (long at = offset; target.hasRemaining(); ) {
      int count = pieceOf(target.remaining());
      Elements.get(type, fetch(at, count), target, count);
      at += count;
    }
  }

  @Override
  public void write(long offset, IntBuffer source) {
    check(ElementType.INT32, offset, source.remaining());
    for (long at = offset; source.hasRemaining(); ) {
      ByteBuffer piece = context.staging().next();
      int count = pieceOf(source.remaining());
      piece.asIntBuffer().put(0, source, source.position(), count);
      source.position(source.position() + count);
      at = send(at, count);
    }
  }

  @Override
  public void read(long offset, IntBuffer target) {
    check(ElementType.INT32, offset, target.remaining());
    for (long at = offset; target.hasRemaining(); ) {
      int count = pieceOf(target.remaining());
      target.put(fetch(at, count).asIntBuffer());
      at += count;
    }
  }

  @Override
  public void write(long offset, ByteBuffer source) {
    check(ElementType.BYTE, offset, source.remaining());
    for (long at = offset; source.hasRemaining(); ) {
      ByteBuffer piece = context.staging().next();
      int count = pieceOf(source.remaining());
      piece.put(0, source, source.position(), count);
      source.position(source.position() + count);
      at = send(at, count);
    }
  }

  @Override
  public void read(long offset, ByteBuffer target) {
    check(ElementType.BYTE, offset, target.remaining());
    for (long at = offset; target.hasRemaining(); ) {
      int count = pieceOf(target.remaining());
      target.put(fetch(at, count));
      at += count;
    }
  }

  private int pieceOf(int remaining) {
    return Math.min(remaining, context.staging().capacity() / type.bytes());
  }

  private long send(long at, int count) {
    context.staging().send(memory, at * type.bytes(), count * type.bytes());
    return at + count;
  }

  private ByteBuffer fetch(long at, int count) {
    return context.staging().fetch(memory, at * type.bytes(), count * type.bytes());
  }

  private void check(ElementType wanted, long offset, int count) {
    if (type.element() != wanted) {
      throw new UnsupportedOperationException(
          "a buffer of " + type.element() + " holds no " + wanted);
    }
    Objects.checkFromIndexSize(offset, (long) count, length);
    context.enter();
  }
}
