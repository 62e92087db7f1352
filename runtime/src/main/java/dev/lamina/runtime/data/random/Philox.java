package dev.lamina.runtime.data.random;

/**
 * The block function Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
 * easy as 1, 2, 3", SC 2011): a bijection of 128-bit counters, chosen by a 64-bit key, whose values
 * pass as random. There is no state, so any block can be computed at any time by any thread.
 */
final class Philox {
  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private Philox() {}

  /**
   * Computes one block.
   *
   * @param key the key, its first word in the low half
   * @param counter four words
   * @param output receives four words
   */
  static void block(long key, int[] counter, int[] output) {
    int key0 = (int) key;
    int key1 = (int) (key >>> 32);
    System.arraycopy(counter, 0, output, 0, 4);
    for (int round = 0; round < ROUNDS; round++) {
      round(key0, key1, output);
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
  }

  private static void round(int key0, int key1, int[] x) {
    long product0 = MULTIPLIER_0 * Integer.toUnsignedLong(x[0]);
    long product1 = MULTIPLIER_1 * Integer.toUnsignedLong(x[2]);
    x[0] = (int) (product1 >>> 32) ^ x[1] ^ key0;
    x[1] = (int) product1;
    x[2] = (int) (product0 >>> 32) ^ x[3] ^ key1;
    x[3] = (int) product0;
  }
}
