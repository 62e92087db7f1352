package dev.lamina.runtime.log.chart;

import static dev.lamina.runtime.log.markup.Html.escape;
import static dev.lamina.runtime.log.markup.Html.percent;
import static dev.lamina.runtime.log.markup.Html.shortened;
import static dev.lamina.runtime.log.markup.Html.text;

import dev.lamina.runtime.log.metrics.RunMetrics;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The runs of a picture with their figures: a row a run, with the colour of its curves. */
final class RunsTable {
  private static final int LEFT = 22;
  private static final int HEADER = 66;
  private static final int ROW = 29;
  private static final int MOST_CHARACTERS = 24;
  private static final List<String> HEADINGS =
      List.of("epochs", "best validation", "at", "training loss", "images/s");
  private static final List<Double> RIGHT_EDGES = List.of(0.43, 0.625, 0.7, 0.86, 1.0);

  private final List<RunMetrics> runs;
  private final int width;

  RunsTable(List<RunMetrics> runs, int width) {
    this.runs = runs;
    this.width = width - LEFT;
  }

  /** The rows as SVG; the origin is the corner of the panel. */
  Stream<String> rows() {
    Stream<String> lines = IntStream.range(0, runs.size()).mapToObj(this::row);
    return Stream.concat(Stream.of(cells("quiet", HEADER, HEADINGS)), lines);
  }

  private String row(int index) {
    RunMetrics run = runs.get(index);
    int y = HEADER + ROW * (index + 1);
    return text("<path class=\"rule\" d=\"M%d %dH%d\"/>", LEFT, y - 20, width)
        + text("<path class=\"key run%d\" d=\"M%d %dh16\"/>", index, LEFT, y - 5)
        + text(
            "<text x=\"%d\" y=\"%d\">%s</text>",
            LEFT + 26, y, escape(shortened(run.name(), MOST_CHARACTERS)))
        + cells("", y, figures(run));
  }

  private static List<String> figures(RunMetrics run) {
    return List.of(
        text("%d", run.last().epoch()),
        percent(run.best().validationAccuracy()),
        text("%d", run.best().epoch()),
        text("%.4f", run.last().trainLoss()),
        text("%.0f", run.imagesPerSecond()));
  }

  private String cells(String style, int y, List<String> texts) {
    StringBuilder cells = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      cells.append(
          text(
              "<text class=\"right %s\" x=\"%.0f\" y=\"%d\">%s</text>",
              style, RIGHT_EDGES.get(i) * width, y, escape(texts.get(i))));
    }
    return cells.append('\n').toString();
  }
}
