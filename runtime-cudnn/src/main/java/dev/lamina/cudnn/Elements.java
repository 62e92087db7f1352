package dev.lamina.cudnn;

import dev.lamina.runtime.device.Bfloat16;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** Real numbers between the host's types and the GPU's. */
final class Elements {

  private Elements() {}

  /** Moves so many numbers from {@code source} to the start of {@code piece}. */
  static void put(StorageType type, FloatBuffer source, ByteBuffer piece, int count) {
    if (type == StorageType.FLOAT32) {
      piece.asFloatBuffer().put(0, source, source.position(), count);
      source.position(source.position() + count);
    } else {
      for (int i = 0; i < count; i++) {
        piece.putShort(i * Short.BYTES, Bfloat16.of(source.get()));
      }
    }
  }

  /** Moves so many numbers from the start of {@code piece} to {@code target}. */
  static void get(StorageType type, ByteBuffer piece, FloatBuffer target, int count) {
    if (type == StorageType.FLOAT32) {
      target.put(piece.asFloatBuffer());
    } else {
      for (int i = 0; i < count; i++) {
        target.put(Bfloat16.value(piece.getShort(i * Short.BYTES)));
      }
    }
  }

  /** As {@link #put(StorageType, FloatBuffer, ByteBuffer, int)}, rounding to float32 first. */
  static void put(StorageType type, DoubleBuffer source, ByteBuffer piece, int count) {
    for (int i = 0; i < count; i++) {
      float value = (float) source.get();
      if (type == StorageType.FLOAT32) {
        piece.putFloat(i * Float.BYTES, value);
      } else {
        piece.putShort(i * Short.BYTES, Bfloat16.of(value));
      }
    }
  }

  /** As {@link #get(StorageType, ByteBuffer, FloatBuffer, int)}, exact. */
  static void get(StorageType type, ByteBuffer piece, DoubleBuffer target, int count) {
    for (int i = 0; i < count; i++) {
      boolean single = type == StorageType.FLOAT32;
      target.put(
          single
              ? piece.getFloat(i * Float.BYTES)
              : Bfloat16.value(piece.getShort(i * Short.BYTES)));
    }
  }
}
