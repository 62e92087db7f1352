package dev.lamina.conformance.lockstep;

/**
 * How far a device is from the reference device after forward and backward, from the same weights
 * and on the same branches, all relative.
 *
 * @param loss difference by the loss
 * @param logits greatest difference by the greatest logit
 * @param gradients of every parameter
 * @param kinks where the device's branches are not those of double precision
 */
public record GradientErrors(double loss, double logits, TensorErrors gradients, Kinks kinks) {

  /** The greatest errors in one line. */
  @Override
  public String toString() {
    return "loss %.1e, logits %.1e, gradients %.1e; %s"
        .formatted(loss, logits, gradients.greatest(), kinks);
  }
}
