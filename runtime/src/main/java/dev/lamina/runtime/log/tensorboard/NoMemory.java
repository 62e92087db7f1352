package dev.lamina.runtime.log.tensorboard;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.ElementType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** A buffer of any length that holds nothing, for views that are only looked at. */
record NoMemory(ElementType type) implements Buffer {

  static NoMemory of(Space space) {
    return new NoMemory(ElementType.of(space));
  }

  @Override
  public long length() {
    return Long.MAX_VALUE;
  }

  @Override
  public void write(long offset, FloatBuffer source) {
    throw nothing();
  }

  @Override
  public void read(long offset, FloatBuffer target) {
    throw nothing();
  }

  @Override
  public void write(long offset, DoubleBuffer source) {
    throw nothing();
  }

  @Override
  public void read(long offset, DoubleBuffer target) {
    throw nothing();
  }

  @Override
  public void write(long offset, IntBuffer source) {
    throw nothing();
  }

  @Override
  public void read(long offset, IntBuffer target) {
    throw nothing();
  }

  @Override
  public void write(long offset, ByteBuffer source) {
    throw nothing();
  }

  @Override
  public void read(long offset, ByteBuffer target) {
    throw nothing();
  }

  private static UnsupportedOperationException nothing() {
    return new UnsupportedOperationException("this buffer holds nothing");
  }
}
