package dev.lamina.runtime.log.chart;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.log.metrics.RunMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loss, accuracy and learning rate of runs as lines of text, for a terminal. One run's training and
 * validation share a chart; of several runs, each metric has a chart with a curve a run.
 */
public final class TextCharts {
  private static final List<Topic> TOPICS =
      List.of(Topic.LOSS, Topic.ACCURACY, Topic.LEARNING_RATE);
  private static final int MANY_ROWS = 13;
  private static final int FEW_ROWS = 7;
  private static final int GAP = 4;
  private static final int LEAST_COLUMNS = 40;
  private static final int COLUMNS_OF_A_PAIR = 120;

  private TextCharts() {}

  /**
   * Draws runs.
   *
   * @param runs at least one
   * @param style what can be shown; fewer than 40 columns are taken for 40, and where there are 120
   *     or more, two charts stand side by side
   * @throws UserError if there are more runs than can be told apart
   */
  public static List<String> lines(List<RunMetrics> runs, TextStyle style) {
    if (runs.size() > TextStyle.MOST_CURVES) {
      throw new UserError(
          "%d runs are more than a chart can tell apart; give at most %d"
              .formatted(runs.size(), TextStyle.MOST_CURVES));
    }
    int columns = Math.max(LEAST_COLUMNS, style.columns());
    boolean pairs = columns >= COLUMNS_OF_A_PAIR;
    int width = pairs ? (columns - GAP) / 2 : columns;
    TextStyle each = new TextStyle(width, style.unicode(), style.colours());
    List<List<String>> drawn =
        TOPICS.stream().flatMap(topic -> charts(topic, runs, each)).map(TextChart::lines).toList();
    return pairs ? paired(drawn, width) : stacked(drawn);
  }

  private static Stream<TextChart> charts(Topic topic, List<RunMetrics> runs, TextStyle style) {
    int rows = topic == Topic.LEARNING_RATE ? FEW_ROWS : MANY_ROWS;
    Stream<Chart> charts =
        runs.size() == 1
            ? Stream.of(Chart.of(topic, runs.get(0).rows(), 0))
            : topic.metrics().stream().map(metric -> Chart.of(topic, metric, runs));
    return charts.map(chart -> new TextChart(chart, style, rows));
  }

  private static List<String> stacked(List<List<String>> charts) {
    List<String> lines = new ArrayList<>();
    for (List<String> chart : charts) {
      chart.forEach(line -> lines.add(line.stripTrailing()));
      lines.add("");
    }
    return lines;
  }

  private static List<String> paired(List<List<String>> charts, int width) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < charts.size(); i += 2) {
      rows.add(
          i + 1 < charts.size() ? beside(charts.get(i), charts.get(i + 1), width) : charts.get(i));
    }
    return stacked(rows);
  }

  private static List<String> beside(List<String> left, List<String> right, int width) {
    String[] lines = new String[Math.max(left.size(), right.size())];
    Arrays.setAll(lines, i -> at(left, i, " ".repeat(width)) + " ".repeat(GAP) + at(right, i, ""));
    return List.of(lines);
  }

  private static String at(List<String> lines, int index, String otherwise) {
    return index < lines.size() ? lines.get(index) : otherwise;
  }
}
