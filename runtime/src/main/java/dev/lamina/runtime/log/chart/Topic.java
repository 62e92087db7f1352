package dev.lamina.runtime.log.chart;

import java.util.ArrayList;
import java.util.List;

/** What belongs into one chart. */
public enum Topic {
  /** In training and validation; the axis begins with 0, so that heights compare. */
  LOSS("Loss", "%.4f"),
  /** In training and validation, in percent. */
  ACCURACY("Accuracy, %", "%.2f"),
  /** On a logarithmic axis where it changes much. */
  LEARNING_RATE("Learning rate", "%.2g"),
  /** Of training steps. */
  SPEED("Images per second", "%.0f");

  private static final double LOGARITHMIC_FROM = 5;

  private final String title;
  private final String valueFormat;

  Topic(String title, String valueFormat) {
    this.title = title;
    this.valueFormat = valueFormat;
  }

  String title() {
    return title;
  }

  /** How a value reads, as {@link java.util.Formatter} wants it. */
  String valueFormat() {
    return valueFormat;
  }

  /** What is in the chart. */
  List<Metric> metrics() {
    return switch (this) {
      case LOSS -> List.of(Metric.TRAINING_LOSS, Metric.VALIDATION_LOSS);
      case ACCURACY -> List.of(Metric.TRAINING_ACCURACY, Metric.VALIDATION_ACCURACY);
      case LEARNING_RATE -> List.of(Metric.LEARNING_RATE);
      case SPEED -> List.of(Metric.SPEED);
    };
  }

  /** The axis for such values. */
  Axis axis(List<Double> values) {
    return switch (this) {
      case ACCURACY -> Axis.of(values);
      case LEARNING_RATE -> spansMuch(values) ? Axis.powersOfTen(values) : fromZero(values);
      default -> fromZero(values);
    };
  }

  private static boolean spansMuch(List<Double> values) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return least > 0 && most > LOGARITHMIC_FROM * least;
  }

  private static Axis fromZero(List<Double> values) {
    List<Double> withZero = new ArrayList<>(values);
    withZero.add(0.0);
    return Axis.of(withZero);
  }
}
