package dev.lamina.runtime.log.report;

import dev.lamina.runtime.log.metrics.EpochRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Loss, accuracy and learning rate over the epochs. */
final class CurvesSection {
  private static final double LOGARITHMIC_FROM = 5;

  private final List<EpochRow> rows;
  private final int epochs;

  /** Curves of at least one epoch. */
  CurvesSection(List<EpochRow> rows, int epochs) {
    this.rows = rows;
    this.epochs = epochs;
  }

  String html() {
    Curve trainLoss = curve("training", EpochRow::trainLoss);
    Curve validationLoss = curve("validation", EpochRow::validationLoss);
    Curve trainAccuracy = curve("training", row -> 100 * row.trainAccuracy());
    Curve validationAccuracy = curve("validation", row -> 100 * row.validationAccuracy());
    return chart("Loss", "%.4f", trainLoss, validationLoss)
        + chart("Accuracy, %", "%.2f", trainAccuracy, validationAccuracy)
        + chart("Learning rate", "%.2g", curve("rate", EpochRow::learningRate))
        + chart("Images per second", "%.0f", curve("speed", EpochRow::imagesPerSecond));
  }

  private Curve curve(String name, ToDoubleFunction<EpochRow> value) {
    return new Curve(name, rows.stream().map(value::applyAsDouble).toList());
  }

  private String chart(String title, String valueFormat, Curve... curves) {
    List<Double> all = new ArrayList<>();
    List.of(curves).forEach(curve -> all.addAll(curve.values()));
    DoubleFunction<String> format = value -> Html.text(valueFormat, value);
    List<Integer> numbers = rows.stream().map(EpochRow::epoch).toList();
    Axis across = Axis.epochs(Math.max(epochs, numbers.get(numbers.size() - 1)));
    return new LineChart(title, numbers, List.of(curves), across, axis(title, all), format)
        .html(best());
  }

  private static Axis axis(String title, List<Double> values) {
    double least = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    if (title.equals("Learning rate") && least > 0 && most > LOGARITHMIC_FROM * least) {
      return Axis.powersOfTen(values);
    }
    if (title.startsWith("Accuracy")) {
      return Axis.of(values);
    }
    // From nothing, so that heights compare.
    List<Double> withZero = new ArrayList<>(values);
    withZero.add(0.0);
    return Axis.of(withZero);
  }

  /** The last epoch that was better than all before it. */
  private int best() {
    return rows.stream().filter(EpochRow::best).mapToInt(EpochRow::epoch).max().orElse(1);
  }
}
