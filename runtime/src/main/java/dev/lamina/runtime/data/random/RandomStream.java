package dev.lamina.runtime.data.random;

/**
 * A random stream with an address: every (seed, purpose, epoch, index) has one of its own.
 *
 * <p>The words are those of Philox4x32-10 with the seed as key and the counter (block, index,
 * epoch, purpose). Since a stream is computed from its address and not from what was drawn before,
 * an image's augmentation depends neither on the order in which images are prepared nor on how many
 * threads prepare them. A stream holds 2^34 words.
 *
 * <p>One object is a cursor, to be pointed at stream after stream by {@link #seek}; it allocates
 * nothing after construction and belongs to one thread.
 */
public final class RandomStream {
  /** What the numbers are drawn for; streams of two purposes are unrelated. */
  public enum Purpose {
    /** The order of the examples in an epoch (index 0). */
    SHUFFLE(0),
    /** The augmentation of one example (index: the example's number in its data set). */
    AUGMENTATION(1),
    /** The initial values of a weight (epoch 0; index: the CRC-32 of the weight's name). */
    INITIALIZATION(2);

    private final int word;

    Purpose(int word) {
      this.word = word;
    }
  }

  private static final int WORDS = 4;

  private final int[] counter = new int[WORDS];
  private final int[] words = new int[WORDS];
  private long key;
  private int used = WORDS;

  /** A cursor at the start of the stream (seed 0, {@link Purpose#SHUFFLE}, epoch 0, index 0). */
  public RandomStream() {
    seek(0, Purpose.SHUFFLE, 0, 0);
  }

  /**
   * Moves to the start of a stream.
   *
   * @param seed the run's seed, all 64 bits count
   * @param purpose what the numbers are for
   * @param epoch the epoch, from 0
   * @param index the example's number in its data set, from 0
   */
  public void seek(long seed, Purpose purpose, int epoch, int index) {
    key = seed;
    counter[0] = 0;
    counter[1] = index;
    counter[2] = epoch;
    counter[3] = purpose.word;
    used = WORDS;
  }

  /** Returns 32 random bits. */
  public int nextInt() {
    if (used == WORDS) {
      Philox.block(key, counter, words);
      counter[0]++;
      used = 0;
    }
    return words[used++];
  }

  /**
   * Returns a number in {@code 0 .. bound - 1}. The bias of the fixed-point product is at most
   * {@code bound / 2^32}, which no experiment on images can see, and one call costs exactly one
   * word.
   *
   * @param bound positive
   */
  public int nextInt(int bound) {
    return (int) ((Integer.toUnsignedLong(nextInt()) * bound) >>> 32);
  }

  /** Returns a uniform number in [0, 1) with 53 random bits. */
  public double nextDouble() {
    int high = nextInt() >>> 5;
    int low = nextInt() >>> 6;
    return (high * 0x1p26 + low) * 0x1p-53;
  }

  /** Returns a uniform number in [low, high). */
  public double uniform(double low, double high) {
    return low + (high - low) * nextDouble();
  }

  /** Returns true with the given probability (0 to 1). */
  public boolean nextBoolean(double probability) {
    return nextDouble() < probability;
  }
}
