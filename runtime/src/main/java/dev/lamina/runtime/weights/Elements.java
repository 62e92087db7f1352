package dev.lamina.runtime.weights;

import java.nio.ByteBuffer;

/** Conversion of single elements from their bytes in a file. */
final class Elements {
  private static final int HALF_EXPONENT_BIAS = 15;
  private static final int HALF_FRACTION_BITS = 10;
  private static final int HALF_EXPONENT_MAX = 31;

  private Elements() {}

  /** Returns element i of a little-endian buffer. */
  static double asDouble(ByteBuffer bytes, DType type, int i) {
    return switch (type) {
      case F64 -> bytes.getDouble(i * Double.BYTES);
      case F32 -> bytes.getFloat(i * Float.BYTES);
      case F16 -> half(bytes.getShort(i * Short.BYTES));
      case BF16 -> Float.intBitsToFloat(bytes.getShort(i * Short.BYTES) << 16);
      case I64, I32, U8 -> asLong(bytes, type, i);
    };
  }

  /** Returns element i of a little-endian buffer of integers. */
  static long asLong(ByteBuffer bytes, DType type, int i) {
    return switch (type) {
      case I64 -> bytes.getLong(i * Long.BYTES);
      case I32 -> bytes.getInt(i * Integer.BYTES);
      case U8 -> Byte.toUnsignedInt(bytes.get(i));
      case F64, F32, F16, BF16 ->
          throw new IllegalStateException("a tensor of type %s has no integers".formatted(type));
    };
  }

  /** Converts an IEEE 754 binary16; Float.float16ToFloat is not there before JDK 20. */
  static double half(short bits) {
    int exponent = (bits >>> HALF_FRACTION_BITS) & HALF_EXPONENT_MAX;
    double fraction = (bits & ((1 << HALF_FRACTION_BITS) - 1)) * 0x1p-10;
    double magnitude;
    if (exponent == HALF_EXPONENT_MAX) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = fraction * 0x1p-14;
    } else {
      magnitude = Math.scalb(1 + fraction, exponent - HALF_EXPONENT_BIAS);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
