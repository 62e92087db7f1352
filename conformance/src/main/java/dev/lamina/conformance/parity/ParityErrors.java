package dev.lamina.conformance.parity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How far a network on a device is from its reference, all relative.
 *
 * @param evaluationLogits greatest difference by the greatest logit, in evaluation
 * @param trainingLogits likewise, in training
 * @param losses greatest relative difference of the losses of all steps
 * @param gradients norm of the difference by the norm, for every parameter's first gradient
 * @param weights likewise, for every parameter and running average after the last step
 */
public record ParityErrors(
    double evaluationLogits,
    double trainingLogits,
    double losses,
    Map<String, Double> gradients,
    Map<String, Double> weights) {

  public ParityErrors {
    gradients = Map.copyOf(gradients);
    weights = Map.copyOf(weights);
  }

  /** The gradients that are off by more than a bound, the worst first, for a message. */
  public List<String> gradientsBeyond(double bound) {
    return beyond(gradients, bound);
  }

  /** The weights that are off by more than a bound, the worst first, for a message. */
  public List<String> weightsBeyond(double bound) {
    return beyond(weights, bound);
  }

  private static List<String> beyond(Map<String, Double> errors, double bound) {
    return errors.entrySet().stream()
        // The negation also catches a NaN.
        .filter(entry -> !(entry.getValue() <= bound))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(entry -> entry.getKey() + " by " + entry.getValue())
        .toList();
  }

  /** The greatest errors in one line. */
  @Override
  public String toString() {
    return "eval logits %.1e, train logits %.1e, losses %.1e, gradients %.1e, weights %.1e"
        .formatted(
            evaluationLogits, trainingLogits, losses, greatest(gradients), greatest(weights));
  }

  private static double greatest(Map<String, Double> errors) {
    return errors.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
