package dev.lamina.conformance.parity;

import dev.lamina.conformance.lockstep.TensorErrors;
import java.util.List;

/**
 * How far a network on a device is from its reference, all relative.
 *
 * @param evaluationLogits greatest difference by the greatest logit, in evaluation
 * @param trainingLogits likewise, in training
 * @param losses of every step
 * @param gradients norm of the difference by the norm, for every parameter's first gradient
 * @param weights likewise, for every parameter and running average after the last step
 */
public record ParityErrors(
    double evaluationLogits,
    double trainingLogits,
    List<Double> losses,
    TensorErrors gradients,
    TensorErrors weights) {

  public ParityErrors {
    losses = List.copyOf(losses);
  }

  /** The error of the first loss, on which no step has acted yet. */
  public double firstLoss() {
    return losses.get(0);
  }

  /** The greatest error of a loss. */
  public double greatestLoss() {
    return losses.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** The greatest errors in one line. */
  @Override
  public String toString() {
    return "eval logits %.1e, train logits %.1e, losses %.1e to %.1e, gradients %.1e, weights %.1e"
        .formatted(
            evaluationLogits,
            trainingLogits,
            firstLoss(),
            greatestLoss(),
            gradients.greatest(),
            weights.greatest());
  }
}
