package dev.lamina.runtime.data.loader;

import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.augment.Augmentation;

/**
 * How examples become batches.
 *
 * @param batchSize examples in a full batch, positive
 * @param shuffle whether every epoch has its own random order, instead of the order given
 * @param dropLast whether an incomplete last batch is left out
 * @param seed decides the order of every epoch and the augmentation of every image
 * @param augmentation changes every image before normalization
 * @param normalization turns pixels into numbers
 * @param threads worker threads, positive; does not change the batches
 * @param batchesAhead batches that may be ready before they are asked for, positive
 */
public record LoaderConfig(
    int batchSize,
    boolean shuffle,
    boolean dropLast,
    long seed,
    Augmentation augmentation,
    Normalization normalization,
    int threads,
    int batchesAhead) {
  private static final int DEFAULT_AHEAD = 4;

  /** Checks the numbers. */
  public LoaderConfig {
    requirePositive("batchSize", batchSize);
    requirePositive("threads", threads);
    requirePositive("batchesAhead", batchesAhead);
  }

  private static void requirePositive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " must be positive, is " + value);
    }
  }

  /**
   * Returns what training wants: shuffled, full batches only, without augmentation until {@link
   * #withAugmentation} adds it; one thread.
   *
   * @param batchSize examples in a batch
   * @param seed the run's seed
   * @param normalization of the data set
   */
  public static LoaderConfig training(int batchSize, long seed, Normalization normalization) {
    return new LoaderConfig(
        batchSize, true, true, seed, Augmentation.none(), normalization, 1, DEFAULT_AHEAD);
  }

  /**
   * Returns what evaluation wants: every example once, in the order given, unchanged; one thread.
   *
   * @param batchSize examples in a batch
   * @param normalization of the data set
   */
  public static LoaderConfig evaluation(int batchSize, Normalization normalization) {
    return new LoaderConfig(
        batchSize, false, false, 0, Augmentation.none(), normalization, 1, DEFAULT_AHEAD);
  }

  /** Returns the same with another augmentation. */
  public LoaderConfig withAugmentation(Augmentation value) {
    return new LoaderConfig(
        batchSize, shuffle, dropLast, seed, value, normalization, threads, batchesAhead);
  }

  /** Returns the same with another number of worker threads. */
  public LoaderConfig withThreads(int value) {
    return new LoaderConfig(
        batchSize, shuffle, dropLast, seed, augmentation, normalization, value, batchesAhead);
  }
}
