package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.ElementType;
import java.nio.ByteBuffer;

/** Masks. */
final class RawBuffer extends HostBuffer {
  private byte[] data;

  RawBuffer(byte[] data) {
    this.data = data;
  }

  byte[] data() {
    return data;
  }

  @Override
  public ElementType type() {
    return ElementType.BYTE;
  }

  @Override
  public long length() {
    return data.length;
  }

  @Override
  long bytes() {
    return data.length;
  }

  @Override
  void release() {
    data = new byte[0];
  }

  @Override
  public void write(long offset, ByteBuffer source) {
    int count = source.remaining();
    source.get(data, range(offset, count), count);
  }

  @Override
  public void read(long offset, ByteBuffer target) {
    int count = target.remaining();
    target.put(data, range(offset, count), count);
  }
}
