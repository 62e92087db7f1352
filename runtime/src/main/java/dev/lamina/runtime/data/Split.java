package dev.lamina.runtime.data;

import dev.lamina.runtime.data.random.MersenneTwister;
import java.util.Arrays;

/**
 * A division of a data set's indices into a training and a validation part.
 *
 * <p>The division is the one of PyTorch's {@code random_split} after {@code manual_seed(seed)}: a
 * permutation of all indices, its front for training and its back for validation. With 50,000
 * images, 45,000 of them for training, and seed 42 this is the split behind the published results.
 */
public final class Split {
  private final int[] permutation;
  private final int trainingCount;

  private Split(int[] permutation, int trainingCount) {
    this.permutation = permutation;
    this.trainingCount = trainingCount;
  }

  /**
   * Divides {@code 0 .. total - 1}.
   *
   * @param total number of examples
   * @param trainingCount how many of them are for training, 0 to total
   * @param seed as for {@code torch.manual_seed}; only its low 32 bits count
   * @throws IllegalArgumentException if trainingCount is out of range
   */
  public static Split of(int total, int trainingCount, long seed) {
    if (trainingCount < 0 || trainingCount > total) {
      throw new IllegalArgumentException(
          "cannot take %d of %d examples for training".formatted(trainingCount, total));
    }
    return new Split(permutation(total, seed), trainingCount);
  }

  /**
   * Takes the last examples of {@code 0 .. total - 1} for validation, as they are; only those for
   * training are permuted.
   *
   * @throws IllegalArgumentException if trainingCount is out of range
   */
  static Split atTheEnd(int total, int trainingCount, long seed) {
    Split training = of(trainingCount, trainingCount, seed);
    int[] all = Arrays.copyOf(training.permutation, total);
    for (int i = trainingCount; i < total; i++) {
      all[i] = i;
    }
    return new Split(all, trainingCount);
  }

  /** Returns the training indices in the order of the permutation; the array is the caller's. */
  public int[] training() {
    return Arrays.copyOf(permutation, trainingCount);
  }

  /** Returns the validation indices in the order of the permutation; the array is the caller's. */
  public int[] validation() {
    return Arrays.copyOfRange(permutation, trainingCount, permutation.length);
  }

  private static int[] permutation(int total, long seed) {
    MersenneTwister random = new MersenneTwister(seed);
    int[] order = new int[total];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < total - 1; i++) {
      int other = i + (int) (random.nextUnsigned() % (total - i));
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    return order;
  }
}
