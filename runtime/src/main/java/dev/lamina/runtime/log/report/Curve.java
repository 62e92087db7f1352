package dev.lamina.runtime.log.report;

import java.util.List;

/**
 * A line in a chart.
 *
 * @param name for the legend, and the class of its style
 * @param values one an epoch
 */
record Curve(String name, List<Double> values) {

  Curve {
    values = List.copyOf(values);
  }

  double last() {
    return values.get(values.size() - 1);
  }
}
