package dev.lamina.conformance.lockstep;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Relative errors of tensors by their names in weight files.
 *
 * @param byName norm of the difference by the norm
 */
public record TensorErrors(Map<String, Double> byName) {

  public TensorErrors {
    byName = Map.copyOf(byName);
  }

  /** The greatest error. */
  public double greatest() {
    return byName.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** The tensors that are off by more than a bound, the worst first, for a message. */
  public List<String> beyond(double bound) {
    return beyond(bound, Map.of());
  }

  /**
   * The tensors that are off by more than a bound and what is allowed to each besides, the worst
   * first, for a message.
   *
   * @param allowances by name; 0 where there is none
   */
  public List<String> beyond(double bound, Map<String, Double> allowances) {
    return byName.entrySet().stream()
        // The negation also catches a NaN.
        .filter(e -> !(e.getValue() <= bound + allowances.getOrDefault(e.getKey(), 0.0)))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(e -> e.getKey() + " by " + e.getValue())
        .toList();
  }
}
