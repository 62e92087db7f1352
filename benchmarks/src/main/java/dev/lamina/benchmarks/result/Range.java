package dev.lamina.benchmarks.result;

import java.util.List;

/**
 * A number that was measured once a round, or once a start.
 *
 * @param median of all
 * @param least of all
 * @param greatest of all
 */
public record Range(double median, double least, double greatest) {

  /** The range of at least one number. */
  static Range of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return new Range(median(values), sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /** The middle one of at least one number, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
