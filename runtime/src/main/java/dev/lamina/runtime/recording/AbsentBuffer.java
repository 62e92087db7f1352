package dev.lamina.runtime.recording;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.ElementType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** A length and nothing behind it: transfers are refused. */
public final class AbsentBuffer implements Buffer {
  private final ElementType type;
  private final long length;

  /**
   * An arena that is not there.
   *
   * @param space what would live in it
   * @param length in elements
   */
  public AbsentBuffer(Space space, long length) {
    type = ElementType.of(space);
    this.length = length;
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
    throw noMemory();
  }

  @Override
  public void read(long offset, FloatBuffer target) {
    throw noMemory();
  }

  @Override
  public void write(long offset, DoubleBuffer source) {
    throw noMemory();
  }

  @Override
  public void read(long offset, DoubleBuffer target) {
    throw noMemory();
  }

  @Override
  public void write(long offset, IntBuffer source) {
    throw noMemory();
  }

  @Override
  public void read(long offset, IntBuffer target) {
    throw noMemory();
  }

  @Override
  public void write(long offset, ByteBuffer source) {
    throw noMemory();
  }

  @Override
  public void read(long offset, ByteBuffer target) {
    throw noMemory();
  }

  private static UnsupportedOperationException noMemory() {
    return new UnsupportedOperationException("a recording has no memory");
  }
}
