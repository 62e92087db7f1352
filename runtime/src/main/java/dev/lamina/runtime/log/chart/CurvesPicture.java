package dev.lamina.runtime.log.chart;

import static dev.lamina.runtime.log.markup.Html.escape;
import static dev.lamina.runtime.log.markup.Html.percent;
import static dev.lamina.runtime.log.markup.Html.text;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.log.metrics.RunMetrics;
import dev.lamina.runtime.weights.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Loss, accuracy and learning rate of runs, laid over each other: one SVG file without anything
 * beside it, light or dark as the reader's system has it.
 *
 * <p>One run's training and validation have a colour each, and its speed has a chart too. Of
 * several runs, each has a colour; validation is solid, training dotted; a table names them.
 */
public final class CurvesPicture {
  /** The most runs that can be told apart. */
  public static final int MOST_RUNS = 8;

  private static final int WIDTH = 1240;
  private static final int MARGIN = 32;
  private static final int GAP = 24;
  private static final int TOP = 84;
  private static final int PANEL_WIDTH = (WIDTH - 2 * MARGIN - GAP) / 2;
  private static final int PANEL_HEIGHT = 344;
  private static final int HEIGHT = TOP + 2 * PANEL_HEIGHT + GAP + MARGIN;
  private static final int CHART_TOP = 46;
  private static final int KEY_WIDTH = 22;
  private static final int CHARACTER = 7;
  private static final int MOST_TITLE = 80;

  private final List<RunMetrics> runs;
  private final StringBuilder svg = new StringBuilder();

  private CurvesPicture(List<RunMetrics> runs) {
    this.runs = runs;
  }

  /**
   * Draws runs.
   *
   * @param runs at least one
   * @return an SVG document
   * @throws UserError if there are more than {@link #MOST_RUNS}
   */
  public static String of(List<RunMetrics> runs) {
    if (runs.size() > MOST_RUNS) {
      throw new UserError(
          "%d runs are more than a chart can tell apart; give at most %d"
              .formatted(runs.size(), MOST_RUNS));
    }
    return new CurvesPicture(runs).draw();
  }

  /**
   * Writes the picture of runs to a file, atomically.
   *
   * @throws UserError as {@link #of}, or if the file cannot be written
   */
  public static void write(Path file, List<RunMetrics> runs) {
    String picture = of(runs);
    try {
      AtomicFile.write(file, picture);
    } catch (IOException e) {
      throw new UserError("cannot write %s (%s); give another file".formatted(file, e), e);
    }
  }

  private String draw() {
    String title = runs.stream().map(RunMetrics::name).collect(Collectors.joining(", "));
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
            + " viewBox=\"0 0 %1$d %2$d\" role=\"img\">\n<title>%3$s</title>\n<style>\n%4$s</style>\n",
        WIDTH, HEIGHT, escape(title), style());
    add("<rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"12\"/>\n", WIDTH, HEIGHT);
    add("<text class=\"title\" x=\"%d\" y=\"56\">%s</text>\n", MARGIN, escape(heading(title)));
    panel(0, 0, Topic.LOSS);
    panel(1, 0, Topic.ACCURACY);
    panel(0, 1, Topic.LEARNING_RATE);
    if (runs.size() == 1) {
      subtitle(runs.get(0));
      panel(1, 1, Topic.SPEED);
    } else {
      open(1, 1, "Runs");
      new RunsTable(runs, PANEL_WIDTH).rows().forEach(svg::append);
      svg.append("</g>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private void subtitle(RunMetrics run) {
    add(
        "<text class=\"quiet right\" x=\"%d\" y=\"56\">%d epochs, best validation %s after epoch"
            + " %d</text>\n",
        WIDTH - MARGIN,
        run.last().epoch(),
        percent(run.best().validationAccuracy()),
        run.best().epoch());
  }

  private static String style() {
    try (InputStream in = CurvesPicture.class.getResourceAsStream("curves.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a resource of Lamina's own", e);
    }
  }

  private String heading(String title) {
    return title.length() > MOST_TITLE ? runs.size() + " runs" : title;
  }

  private void add(String format, Object... values) {
    svg.append(text(format, values));
  }

  private void open(int column, int row, String title) {
    int x = MARGIN + column * (PANEL_WIDTH + GAP);
    int y = TOP + row * (PANEL_HEIGHT + GAP);
    String several = runs.size() > 1 ? " class=\"several\"" : "";
    add("<g transform=\"translate(%d %d)\"%s>", x, y, several);
    add("<rect class=\"card\" width=\"%d\" height=\"%d\" rx=\"14\"/>", PANEL_WIDTH, PANEL_HEIGHT);
    add("<text class=\"heading\" x=\"22\" y=\"32\">%s</text>\n", escape(title));
  }

  private void panel(int column, int row, Topic topic) {
    boolean one = runs.size() == 1;
    Chart chart = one ? Chart.of(topic, runs.get(0).rows(), 0) : Chart.of(topic, runs);
    open(column, row, topic.title());
    legend(topic, chart);
    LineChart lines = new LineChart(chart, PANEL_WIDTH - 16, PANEL_HEIGHT - CHART_TOP - 10);
    if (one) {
      lines.mark(runs.get(0).best().epoch());
    }
    add("<g transform=\"translate(0 %d)\">%s</g></g>\n", CHART_TOP, lines.svg());
  }

  /** What the lines are, from the right: curves by their names, or kinds of lines. */
  private void legend(Topic topic, Chart chart) {
    int right = PANEL_WIDTH - 22;
    for (int i = topic.metrics().size() - 1; i >= 0 && topic.metrics().size() > 1; i--) {
      String style = topic.metrics().get(i).label();
      Curve curve = chart.curves().get(i);
      String name = runs.size() == 1 ? curve.name() + " " + chart.text(curve.last()) : style;
      int left = right - CHARACTER * name.length();
      add("<text class=\"quiet\" x=\"%d\" y=\"32\">%s</text>", left, escape(name));
      add(
          "<path class=\"key %s\" d=\"M%d 27h%d\"/>\n",
          runs.size() == 1 ? style : "plain " + style, left - KEY_WIDTH - 6, KEY_WIDTH);
      right = left - KEY_WIDTH - 22;
    }
  }
}
