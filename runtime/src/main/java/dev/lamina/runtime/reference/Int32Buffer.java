package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.ElementType;
import java.nio.IntBuffer;

/** Labels and random states. */
final class Int32Buffer extends HostBuffer {
  private int[] data;

  Int32Buffer(int[] data) {
    this.data = data;
  }

  int[] data() {
    return data;
  }

  @Override
  public ElementType type() {
    return ElementType.INT32;
  }

  @Override
  public long length() {
    return data.length;
  }

  @Override
  long bytes() {
    return (long) data.length * Integer.BYTES;
  }

  @Override
  void release() {
    data = new int[0];
  }

  @Override
  public void write(long offset, IntBuffer source) {
    int count = source.remaining();
    source.get(data, range(offset, count), count);
  }

  @Override
  public void read(long offset, IntBuffer target) {
    int count = target.remaining();
    target.put(data, range(offset, count), count);
  }
}
