package dev.lamina.runtime.log.report;

import static dev.lamina.runtime.log.markup.Html.escape;
import static dev.lamina.runtime.log.markup.Html.text;

import dev.lamina.runtime.log.chart.Chart;
import dev.lamina.runtime.log.chart.LineChart;
import dev.lamina.runtime.log.chart.Topic;
import dev.lamina.runtime.log.metrics.EpochRow;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Loss, accuracy, learning rate and speed over the epochs. */
final class CurvesSection {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 280;

  private final List<EpochRow> rows;
  private final int epochs;

  /** Curves of at least one epoch. */
  CurvesSection(List<EpochRow> rows, int epochs) {
    this.rows = rows;
    this.epochs = epochs;
  }

  String html() {
    return Arrays.stream(Topic.values())
        .map(topic -> figure(Chart.of(topic, rows, epochs)))
        .collect(Collectors.joining());
  }

  private String figure(Chart chart) {
    return text(
            "<figure class=\"chart\"><figcaption><b>%s</b>%s</figcaption>"
                + "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            escape(chart.title()), legend(chart), WIDTH, HEIGHT, escape(chart.title()))
        + new LineChart(chart, WIDTH, HEIGHT).mark(best()).svg()
        + "</svg></figure>\n";
  }

  /** The curves' names with their latest values. */
  private static String legend(Chart chart) {
    return chart.curves().stream()
        .map(
            curve ->
                text(
                    "<span class=\"key %s\">%s <span class=\"value\">%s</span></span>",
                    escape(curve.style()), escape(curve.name()), chart.text(curve.last())))
        .collect(Collectors.joining());
  }

  /** The last epoch that was better than all before it. */
  private int best() {
    return rows.stream().filter(EpochRow::best).mapToInt(EpochRow::epoch).max().orElse(1);
  }
}
