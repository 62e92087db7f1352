package dev.lamina.runtime.data.random;

/**
 * The 32-bit Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded by {@code
 * init_genrand}.
 *
 * <p>This is the generator behind {@code torch.manual_seed} on the CPU: the same seed gives the
 * same sequence of 32-bit words. It serves to repeat splits made there; new streams use {@link
 * RandomStream}. Not safe for use by several threads.
 */
public final class MersenneTwister {
  private static final int SIZE = 624;
  private static final int SHIFT = 397;
  private static final int UPPER_BIT = 0x80000000;
  private static final int LOWER_BITS = 0x7fffffff;
  private static final int TWIST = 0x9908b0df;
  private static final int SEED_MULTIPLIER = 1812433253;

  private final int[] state = new int[SIZE];
  private int position = SIZE;

  /**
   * Starts the sequence of a seed.
   *
   * @param seed only its low 32 bits count, as in PyTorch
   */
  public MersenneTwister(long seed) {
    state[0] = (int) seed;
    for (int i = 1; i < SIZE; i++) {
      int previous = state[i - 1];
      state[i] = SEED_MULTIPLIER * (previous ^ (previous >>> 30)) + i;
    }
  }

  /** Returns the next word, an unsigned 32-bit number in {@code 0 .. 2^32 - 1}. */
  public long nextUnsigned() {
    if (position == SIZE) {
      twistAll();
      position = 0;
    }
    return Integer.toUnsignedLong(temper(state[position++]));
  }

  private void twistAll() {
    for (int i = 0; i < SIZE; i++) {
      int joined = (state[i] & UPPER_BIT) | (state[(i + 1) % SIZE] & LOWER_BITS);
      int twisted = (joined >>> 1) ^ ((joined & 1) == 0 ? 0 : TWIST);
      state[i] = state[(i + SHIFT) % SIZE] ^ twisted;
    }
  }

  private static int temper(int word) {
    int y = word ^ (word >>> 11);
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }
}
