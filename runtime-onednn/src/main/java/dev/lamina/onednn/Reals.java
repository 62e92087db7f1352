package dev.lamina.onednn;

import dev.lamina.runtime.device.Bfloat16;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** Numbers of a tensor for kernels in Java, as float32 whatever they are stored as. */
sealed interface Reals {

  /** How many. */
  int length();

  /** One of them. */
  float get(int index);

  /** Stores one, rounded to nearest where the tensor has fewer digits. */
  void put(int index, float value);

  static Reals floats(FloatBuffer values) {
    return new Floats(values);
  }

  static Reals bfloats(ShortBuffer values) {
    return new Bfloats(values);
  }

  /** Stored as float32. */
  record Floats(FloatBuffer values) implements Reals {
    @Override
    public int length() {
      return values.capacity();
    }

    @Override
    public float get(int index) {
      return values.get(index);
    }

    @Override
    public void put(int index, float value) {
      values.put(index, value);
    }
  }

  /** Stored as bfloat16. */
  record Bfloats(ShortBuffer values) implements Reals {
    @Override
    public int length() {
      return values.capacity();
    }

    @Override
    public float get(int index) {
      return Bfloat16.value(values.get(index));
    }

    @Override
    public void put(int index, float value) {
      values.put(index, Bfloat16.of(value));
    }
  }
}
