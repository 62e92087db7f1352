package dev.lamina.runtime.log.chart;

import java.util.List;

/**
 * A line in a chart.
 *
 * @param name for the legend
 * @param style the classes of its style where the chart is drawn as SVG
 * @param epochs the epoch of each value, ascending; at least one
 * @param values as many as epochs
 */
public record Curve(String name, String style, List<Integer> epochs, List<Double> values) {

  public Curve {
    epochs = List.copyOf(epochs);
    values = List.copyOf(values);
    if (epochs.isEmpty() || epochs.size() != values.size()) {
      throw new IllegalArgumentException(
          "%d values of %d epochs".formatted(values.size(), epochs.size()));
    }
  }

  /** The value of the last epoch. */
  public double last() {
    return values.get(values.size() - 1);
  }

  /** The last epoch. */
  int lastEpoch() {
    return epochs.get(epochs.size() - 1);
  }
}
