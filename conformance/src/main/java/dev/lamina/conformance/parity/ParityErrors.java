package dev.lamina.conformance.parity;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far a network on a device is from its reference, all relative.
 *
 * @param evaluationLogits greatest difference by the greatest logit, in evaluation
 * @param trainingLogits likewise, in training
 * @param losses of every step
 * @param gradients norm of the difference by the norm, for every parameter's first gradient
 * @param weights likewise, for every parameter and running average after the last step
 * @param inert parameters without effect, such as a bias before a norm: their gradient is 0 but for
 *     rounding
 */
public record ParityErrors(
    double evaluationLogits,
    double trainingLogits,
    List<Double> losses,
    Map<String, Double> gradients,
    Map<String, Double> weights,
    Set<String> inert) {

  public ParityErrors {
    losses = List.copyOf(losses);
    gradients = Map.copyOf(gradients);
    weights = Map.copyOf(weights);
    inert = Set.copyOf(inert);
  }

  /** The error of the first loss, on which no step has acted yet. */
  public double firstLoss() {
    return losses.get(0);
  }

  /** The greatest error of a loss. */
  public double greatestLoss() {
    return greatest(losses);
  }

  /** The gradients that are off by more than a bound, the worst first, for a message. */
  public List<String> gradientsBeyond(double bound) {
    return beyond(gradients, bound, Set.of());
  }

  /**
   * The weights that are off by more than a bound, the worst first, for a message.
   *
   * @param ignored names that do not count
   */
  public List<String> weightsBeyond(double bound, Set<String> ignored) {
    return beyond(weights, bound, ignored);
  }

  private static List<String> beyond(
      Map<String, Double> errors, double bound, Set<String> ignored) {
    return errors.entrySet().stream()
        // The negation also catches a NaN.
        .filter(entry -> !(entry.getValue() <= bound) && !ignored.contains(entry.getKey()))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(entry -> entry.getKey() + " by " + entry.getValue())
        .toList();
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
            greatest(gradients.values()),
            greatest(weights.values()));
  }

  private static double greatest(Collection<Double> errors) {
    return errors.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
