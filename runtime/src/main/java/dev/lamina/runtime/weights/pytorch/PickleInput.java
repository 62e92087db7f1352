package dev.lamina.runtime.weights.pytorch;

import dev.lamina.runtime.UserError;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, read in order; every length is held against what is left. */
final class PickleInput {
  private static final int WORK_LIMIT = 2_000_000;

  private final ByteBuffer bytes;
  private final String file;
  private long work;

  /**
   * An input.
   *
   * @param bytes from the position on
   * @param file the file's name, for messages
   */
  PickleInput(ByteBuffer bytes, String file) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.file = file;
  }

  int position() {
    return bytes.position();
  }

  int unsignedByte() {
    return Byte.toUnsignedInt(need(Byte.BYTES).get());
  }

  int unsignedShort() {
    return Short.toUnsignedInt(need(Short.BYTES).getShort());
  }

  int signedInt() {
    return need(Integer.BYTES).getInt();
  }

  long unsignedInt() {
    return Integer.toUnsignedLong(signedInt());
  }

  long signedLong() {
    return need(Long.BYTES).getLong();
  }

  /** Pickle writes floating-point numbers, and only these, with the high byte first. */
  double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(signedLong()));
  }

  /** Reads a little-endian two's-complement integer of some bytes, none meaning 0. */
  BigInteger integer(int length) {
    byte[] magnitude = new byte[length + 1];
    ByteBuffer source = need(length);
    for (int i = length; i > 0; i--) {
      magnitude[i] = source.get();
    }
    // The sign lies in the last byte read, which is the highest.
    magnitude[0] = (byte) (length > 0 && magnitude[1] < 0 ? -1 : 0);
    return new BigInteger(magnitude);
  }

  String text(long length) {
    ByteBuffer part = part(length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
    } catch (CharacterCodingException e) {
      throw new UserError(error("has a string that is not UTF-8").getMessage(), e);
    }
  }

  /** Reads up to the end of the line, which is consumed. */
  String line() {
    int start = bytes.position();
    int length = 0;
    while (unsignedByte() != '\n') {
      length++;
    }
    bytes.position(start);
    String line = text(length);
    bytes.get();
    return line;
  }

  /** Takes the next bytes without copying them. */
  ByteBuffer part(long length) {
    need(length);
    ByteBuffer part = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return part.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Counts elements that are looked at or copied once more, since a few bytes of a pickle can ask
   * for the same list again and again.
   */
  void charge(int elements) {
    work += elements;
    if (work > WORK_LIMIT) {
      throw error("goes over the same lists too often");
    }
  }

  private ByteBuffer need(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw error(
          "needs %s more bytes where %d are left"
              .formatted(Long.toUnsignedString(length), bytes.remaining()));
    }
    return bytes;
  }

  /** Returns the error of a file that does not make sense at the present position. */
  UserError error(String what) {
    return new UserError(
        "%s cannot be read as a PyTorch file: byte %d of its pickle %s"
            .formatted(file, bytes.position(), what));
  }
}
