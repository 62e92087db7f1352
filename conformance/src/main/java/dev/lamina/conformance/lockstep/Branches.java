package dev.lamina.conformance.lockstep;

import java.util.HashMap;
import java.util.Map;

/**
 * The branches that a device took when its kernels last ran, by the kernels' numbers in the order
 * of binding. A rectifier's are 1 where it lets its input pass, else 0; a max-pool's are the
 * positions of the maxima in their windows, in row order.
 */
final class Branches {
  private final Map<Integer, int[]> taken = new HashMap<>();

  void put(int kernel, int[] branches) {
    taken.put(kernel, branches);
  }

  /**
   * The branches of one kernel, one for each element of its output, in the order of memory.
   *
   * @throws IllegalStateException if it has not run
   */
  int[] of(int kernel) {
    int[] branches = taken.get(kernel);
    if (branches == null) {
      throw new IllegalStateException("kernel " + kernel + " has no recorded branches");
    }
    return branches;
  }
}
