package dev.lamina.runtime.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Breaks files at random, always in the same ways for the same seed. */
final class Mutations {
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    127,
    128,
    255,
    256,
    32767,
    65535,
    65536,
    1 << 24,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final List<String> WORDS =
      List.of(
          "null",
          "{}",
          "[]",
          "-1",
          "1e999",
          "NaN",
          "99999999999999999999",
          "\"\"",
          "true",
          "\n",
          "../",
          "/",
          "\u0000",
          "[[[[[[[[",
          "__metadata__",
          "\u001b[2J");

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /** A file with one to eight changes. */
  byte[] of(byte[] sound) {
    byte[] bytes = sound.clone();
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes = changed(bytes);
    }
    return bytes;
  }

  private byte[] changed(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int length = random.nextInt(1 + Math.min(40, bytes.length - at));
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> replaced(bytes, at, length, new byte[0]);
      case 2 -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case 3 -> replaced(bytes, at, random.nextInt(2) * length, word());
      case 4, 5 -> overwritten(bytes, at, number());
      case 6 -> overwritten(bytes, at, new byte[] {(byte) random.nextInt()});
      default -> flipped(bytes, at);
    };
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    return ByteBuffer.allocate(bytes.length - length + by.length)
        .put(bytes, 0, at)
        .put(by)
        .put(bytes, at + length, bytes.length - at - length)
        .array();
  }

  private static byte[] overwritten(byte[] bytes, int at, byte[] by) {
    System.arraycopy(by, 0, bytes, at, Math.min(by.length, bytes.length - at));
    return bytes;
  }

  private byte[] flipped(byte[] bytes, int at) {
    if (at < bytes.length) {
      bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return bytes;
  }

  private byte[] word() {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] number() {
    long value = NUMBERS[random.nextInt(NUMBERS.length)];
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
    if (random.nextBoolean()) {
      bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(value);
      return Arrays.copyOf(bytes.array(), 1 << random.nextInt(4));
    }
    bytes.putLong(value);
    return Arrays.copyOfRange(bytes.array(), Long.BYTES - (1 << random.nextInt(4)), Long.BYTES);
  }
}
