package dev.lamina.conformance.lockstep;

/**
 * How far a device is from the reference device after one update from the same state, all relative.
 *
 * @param weights of every parameter and running average
 * @param moments of all that the optimizer keeps, as one tensor
 */
public record StateErrors(TensorErrors weights, double moments) {

  /** The greatest errors in one line. */
  @Override
  public String toString() {
    return "weights %.1e, moments %.1e".formatted(weights.greatest(), moments);
  }
}
