package dev.lamina.runtime.weights.pytorch;

import java.math.BigInteger;
import java.util.Optional;

/** The operations that push a constant: numbers, strings, truth values and None. */
final class PickleConstants {
  private static final int LONG_BYTES_LIMIT = 255;

  private PickleConstants() {}

  /** Returns the constant that an operation stands for, empty if it is no such operation. */
  static Optional<Object> read(int operation, PickleInput in) {
    return Optional.ofNullable(
        switch (operation) {
          case 'N' -> Optional.empty(); // None
          case 0x88 -> true;
          case 0x89 -> false;
          case 'J' -> (long) in.signedInt();
          case 'K' -> (long) in.unsignedByte();
          case 'M' -> (long) in.unsignedShort();
          case 0x8a -> integer(in.unsignedByte(), in);
          case 0x8b -> integer(in.unsignedInt(), in);
          case 'G' -> in.bigEndianDouble();
          case 'X' -> in.text(in.unsignedInt());
          case 0x8c -> in.text(in.unsignedByte());
          case 0x8d -> in.text(in.signedLong());
          default -> null;
        });
  }

  private static Object integer(long length, PickleInput in) {
    if (length > LONG_BYTES_LIMIT) {
      throw in.error("has an integer of %d bytes".formatted(length));
    }
    BigInteger value = in.integer((int) length);
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value;
  }
}
