package dev.lamina.runtime.data.loader;

import dev.lamina.runtime.data.random.RandomStream;

/**
 * The order of the examples in an epoch: the order given, or a permutation of it that the seed and
 * the epoch decide (Fisher and Yates), whatever epochs came before.
 */
final class EpochOrder {
  private final int[] given;
  private final int[] order;
  private final boolean shuffle;
  private final long seed;
  private final RandomStream random = new RandomStream();

  EpochOrder(int[] indices, boolean shuffle, long seed) {
    given = indices.clone();
    order = indices.clone();
    this.shuffle = shuffle;
    this.seed = seed;
  }

  int size() {
    return order.length;
  }

  /** Returns the index, in the data set, of the example at a position of the epoch. */
  int index(int position) {
    return order[position];
  }

  /** Makes this the order of an epoch. */
  void start(int epoch) {
    System.arraycopy(given, 0, order, 0, order.length);
    if (shuffle) {
      random.seek(seed, RandomStream.Purpose.SHUFFLE, epoch, 0);
      permute();
    }
  }

  private void permute() {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
  }
}
