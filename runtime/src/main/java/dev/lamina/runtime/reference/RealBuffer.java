package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.ElementType;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** Real numbers in double precision. */
final class RealBuffer extends HostBuffer {
  private double[] data;

  RealBuffer(double[] data) {
    this.data = data;
  }

  double[] data() {
    return data;
  }

  @Override
  public ElementType type() {
    return ElementType.REAL;
  }

  @Override
  public long length() {
    return data.length;
  }

  @Override
  long bytes() {
    return (long) data.length * Double.BYTES;
  }

  @Override
  void release() {
    data = new double[0];
  }

  @Override
  public void write(long offset, FloatBuffer source) {
    int at = range(offset, source.remaining());
    while (source.hasRemaining()) {
      data[at++] = source.get();
    }
  }

  @Override
  public void read(long offset, FloatBuffer target) {
    int at = range(offset, target.remaining());
    while (target.hasRemaining()) {
      target.put((float) data[at++]);
    }
  }

  @Override
  public void write(long offset, DoubleBuffer source) {
    int count = source.remaining();
    source.get(data, range(offset, count), count);
  }

  @Override
  public void read(long offset, DoubleBuffer target) {
    int count = target.remaining();
    target.put(data, range(offset, count), count);
  }
}
