package dev.lamina.runtime.log.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.log.metrics.RunMetrics;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextChartsTest {
  private static final TextStyle ASCII = new TextStyle(20, false, false);
  private static final TextStyle BRAILLE = new TextStyle(20, true, false);

  /** Thirteen columns for five epochs: three from one to the next; the loss falls by 1 each. */
  private static List<String> drawn(TextStyle style) {
    Axis across = Axis.epochs(5);
    Axis up = Axis.of(List.of(0.0, 4.0));
    Curve curve = new Curve("net", "net", List.of(1, 2, 3, 4, 5), List.of(4.0, 3.0, 2.0, 1.0, 0.0));
    Chart chart = new Chart("Loss", List.of(curve), across, up, "%.1f");
    return new TextChart(chart, style, 5).lines();
  }

  @Test
  void marksLieWhereTheValuesAre() {
    assertEquals(
        List.of(
            "Loss   * net 0.0    ",
            "    4 +**           ",
            "    3 +  ***        ",
            "    2 +     ***     ",
            "    1 +        ***  ",
            "    0 +           **",
            "epoch  1  2  3  4  5"),
        drawn(ASCII));
  }

  /** In dots the line goes from (0.5, 1.5) to (24.5, 17.5), two down for three to the right. */
  @Test
  void dotsMakeALineFromCornerToCorner() {
    List<String> lines = drawn(BRAILLE);
    assertEquals("Loss   ⠤⠤⠤ net 0.0  ", lines.get(0));
    assertTrue(lines.get(1).startsWith("    4 ┤⠠⢄"), lines.get(1));
    assertTrue(lines.get(5).endsWith("⠢"), lines.get(5));
    for (String line : lines) {
      assertEquals(20, line.length(), line);
    }
  }

  @Test
  void aRunHasAChartATopic() {
    List<String> lines = TextCharts.lines(List.of(Runs.withLosses("net", 1.5, 1)), BRAILLE);
    List<String> titles = lines.stream().filter(line -> line.matches("[A-Z].*")).toList();
    assertEquals(3, titles.size());
    assertTrue(titles.get(0).startsWith("Loss   ⠂⠐⠂ training 1.0000"), titles.get(0));
    assertTrue(titles.get(1).startsWith("Accuracy, %   ⠂⠐⠂ training 50.00"), titles.get(1));
    assertTrue(titles.get(2).startsWith("Learning rate   ⠤⠤⠤ rate 0.1"), titles.get(2));
  }

  @Test
  void severalRunsHaveAChartAMetric() {
    RunMetrics one = Runs.withLosses("one", 1.5, 1);
    RunMetrics two = Runs.withLosses("two", 1.25, 0.5, 0.25);
    List<String> lines = TextCharts.lines(List.of(one, two), new TextStyle(80, false, false));
    List<String> titles = lines.stream().filter(line -> line.matches("[A-Z].*")).toList();
    assertEquals(5, titles.size());
    assertEquals("Training loss   * one 1.0000   o two 0.2500", titles.get(0));
  }

  @Test
  void asciiMeansAscii() {
    RunMetrics run = Runs.withLosses("net", 1.5, 1);
    for (String line : TextCharts.lines(List.of(run), new TextStyle(80, false, false))) {
      assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
    }
  }

  @Test
  void coloursAreForTerminalsOnly() {
    RunMetrics run = Runs.withLosses("net", 1.5, 1);
    String plain = String.join("", TextCharts.lines(List.of(run), BRAILLE));
    assertFalse(plain.contains("\u001b"));
    String coloured =
        String.join("", TextCharts.lines(List.of(run), new TextStyle(80, true, true)));
    assertTrue(coloured.contains("\u001b[94m⠤⠤⠤\u001b[0m training"), coloured);
    assertTrue(coloured.contains("\u001b[93m⠤⠤⠤\u001b[0m validation"), coloured);
  }

  @Test
  void noLineIsLongerThanTheScreen() {
    RunMetrics run = Runs.withLosses("a-run-with-rather-a-long-name", 2.5, 1.5, 1, 1);
    for (int columns : List.of(40, 79, 120, 200)) {
      for (int runs : List.of(1, 3)) {
        TextStyle style = new TextStyle(columns, true, false);
        for (String line : TextCharts.lines(Collections.nCopies(runs, run), style)) {
          assertTrue(line.length() <= columns, columns + ": " + line);
        }
      }
    }
  }

  @Test
  void oneEpochIsAPoint() {
    List<String> lines = TextCharts.lines(List.of(Runs.withLosses("net", 1)), ASCII);
    assertEquals(1, lines.stream().limit(14).filter(line -> line.contains("+*")).count());
  }

  @Test
  void moreRunsThanColoursAreRefused() {
    List<RunMetrics> runs = Collections.nCopies(9, Runs.withLosses("net", 1));
    UserError refusal = assertThrows(UserError.class, () -> TextCharts.lines(runs, ASCII));
    assertTrue(refusal.getMessage().contains("at most 8"), refusal.getMessage());
  }
}
