package dev.lamina.conformance.scenario;

/**
 * How close a device's numbers must be to the reference's: as a whole, in the Euclidean norm, and
 * each by itself, measured by its own size and the tensor's.
 *
 * @param tolerance relative error that a tensor may have as a whole
 */
public record Agreement(double tolerance) {
  /** One element may be so many times worse than all together. */
  private static final double OUTLIER = 8;

  /** Sums up to this long have no growth of their rounding error considered. */
  private static final double SHORT_SUM = 256;

  /** The agreement to ask for where sums have so many terms: rounding errors grow by the root. */
  public static Agreement of(double tolerance, long terms) {
    return new Agreement(tolerance * Math.sqrt(Math.max(1, terms / SHORT_SUM)));
  }

  /**
   * Fails unless the two agree.
   *
   * @param what for the message
   */
  public void check(String what, double[] expected, double[] found) {
    double scale = root(expected) / Math.sqrt(expected.length);
    double[] errors = new double[expected.length];
    for (int i = 0; i < expected.length; i++) {
      errors[i] = found[i] - expected[i];
      double bound = OUTLIER * tolerance * (Math.abs(expected[i]) + scale);
      // Turned round, so that NaN fails.
      if (!(Math.abs(errors[i]) <= bound)) {
        throw new AssertionError(
            what + ": element " + i + " is " + found[i] + ", not " + expected[i] + " ± " + bound);
      }
    }
    if (!(root(errors) <= tolerance * root(expected))) {
      double relative = root(errors) / root(expected);
      throw new AssertionError(
          what + ": relative error " + relative + " in the norm is more than " + tolerance);
    }
  }

  private static double root(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
