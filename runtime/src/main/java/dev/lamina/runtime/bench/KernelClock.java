package dev.lamina.runtime.bench;

import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import java.util.function.LongSupplier;

/**
 * Times kernels, run after run with nothing in between.
 *
 * @param device whose kernels they are
 * @param nanos what time it is, in nanoseconds
 */
record KernelClock(Device device, LongSupplier nanos) {
  private static final double BUDGET_SECONDS = 0.4;
  private static final int MOST_TIMES = 20;
  private static final double TIMED_WELL_SECONDS = 1e-3;
  private static final int MOST_RUNS_AT_ONCE = 100;

  /** A clock of this machine. */
  static KernelClock of(Device device) {
    return new KernelClock(device, System::nanoTime);
  }

  /**
   * Seconds of a run, the least of several, after one that does not count. Where a run is short,
   * one time is the mean of so many that they take a millisecond.
   */
  double fastest(Kernel kernel) {
    seconds(kernel, 1);
    double best = seconds(kernel, 1);
    double total = best;
    int runs = runsAtOnce(best);
    for (int times = 1; times < MOST_TIMES && total < BUDGET_SECONDS; times++) {
      double seconds = seconds(kernel, runs);
      best = Math.min(best, seconds / runs);
      total += seconds;
    }
    return best;
  }

  private static int runsAtOnce(double secondsOfOne) {
    double runs = Math.ceil(TIMED_WELL_SECONDS / secondsOfOne);
    return (int) Math.max(1, Math.min(MOST_RUNS_AT_ONCE, runs));
  }

  private double seconds(Kernel kernel, int runs) {
    device.finish();
    long start = nanos.getAsLong();
    for (int i = 0; i < runs; i++) {
      kernel.run();
    }
    device.finish();
    return (nanos.getAsLong() - start) * 1e-9;
  }
}
