package dev.lamina.benchmarks.side;

/**
 * How long a training step took.
 *
 * @param seconds from the images to the loss that is known and the weights that are updated
 * @param beforeUpdate the part until all gradients are there, in seconds
 */
public record StepTime(double seconds, double beforeUpdate) {
  private static final double NANO = 1e-9;

  /** The time of a step from readings of {@link System#nanoTime}. */
  public static StepTime of(long start, long differentiated, long end) {
    return new StepTime((end - start) * NANO, (differentiated - start) * NANO);
  }
}
