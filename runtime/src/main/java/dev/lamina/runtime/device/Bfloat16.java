package dev.lamina.runtime.device;

/** bfloat16: the upper half of a float32. */
public final class Bfloat16 {
  private static final int QUIET = 0x400000;

  private Bfloat16() {}

  /** Rounds to nearest, ties to even, as the kernels do. */
  public static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounded = Float.isNaN(value) ? bits | QUIET : bits + 0x7FFF + (bits >>> 16 & 1);
    return (short) (rounded >>> 16);
  }

  /** Exact. */
  public static float value(short half) {
    return Float.intBitsToFloat(half << 16);
  }
}
