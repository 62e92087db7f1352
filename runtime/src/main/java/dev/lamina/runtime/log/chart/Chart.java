package dev.lamina.runtime.log.chart;

import dev.lamina.runtime.log.markup.Html;
import dev.lamina.runtime.log.metrics.EpochRow;
import dev.lamina.runtime.log.metrics.RunMetrics;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Curves over epochs that share their axes, whatever they are drawn on.
 *
 * @param title what the values are
 * @param curves in the order of the legend
 * @param across the axis of epochs
 * @param up the axis of values
 * @param valueFormat how a value reads, as {@link java.util.Formatter} wants it
 */
public record Chart(String title, List<Curve> curves, Axis across, Axis up, String valueFormat) {
  private static final MathContext ONE_DIGIT = new MathContext(1);

  public Chart {
    curves = List.copyOf(curves);
  }

  /**
   * A topic's chart of one run: a curve a metric, in the metric's style.
   *
   * @param rows at least one epoch
   * @param epochs how many there will be, or 0 where that is not known
   */
  public static Chart of(Topic topic, List<EpochRow> rows, int epochs) {
    List<Curve> curves =
        topic.metrics().stream()
            .map(metric -> metric.curve(metric.label(), metric.label(), rows))
            .toList();
    return of(topic, topic.title(), curves, epochs);
  }

  /** A topic's chart of several runs: each metric of each, styled {@code run0 training}. */
  static Chart of(Topic topic, List<RunMetrics> runs) {
    List<Curve> curves = new ArrayList<>();
    for (Metric metric : topic.metrics()) {
      for (int i = 0; i < runs.size(); i++) {
        RunMetrics run = runs.get(i);
        String name = run.name() + (topic.metrics().size() > 1 ? ", " + metric.label() : "");
        curves.add(metric.curve(name, "run" + i + " " + metric.label(), run.rows()));
      }
    }
    return of(topic, topic.title(), curves, 0);
  }

  /** A metric's chart of several runs: a curve a run. */
  static Chart of(Topic topic, Metric metric, List<RunMetrics> runs) {
    List<Curve> curves =
        runs.stream().map(run -> metric.curve(run.name(), metric.label(), run.rows())).toList();
    return of(topic, metric.title(), curves, 0);
  }

  private static Chart of(Topic topic, String title, List<Curve> curves, int epochs) {
    List<Double> values = curves.stream().flatMap(curve -> curve.values().stream()).toList();
    int last = curves.stream().mapToInt(Curve::lastEpoch).max().orElse(1);
    Axis across = Axis.epochs(Math.max(epochs, last));
    return new Chart(title, curves, across, topic.axis(values), topic.valueFormat());
  }

  /** How a value reads. */
  public String text(double value) {
    String text = Html.text(valueFormat, value);
    // Significant digits come with zeros that say nothing: 0.10.
    return valueFormat.endsWith("g")
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }

  /** How a tick of the values' axis reads: with as many decimals as the ticks need. */
  String tickText(double tick) {
    if (up.logarithmic()) {
      // 0.001 rather than 0.0010: a power of ten has one digit.
      return BigDecimal.valueOf(tick).round(ONE_DIGIT).stripTrailingZeros().toPlainString();
    }
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(up.step()) - 1e-9));
    return Html.text("%." + decimals + "f", tick);
  }
}
