package dev.lamina.runtime.log.chart;

import dev.lamina.runtime.log.markup.Html;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart as lines of text: title and legend, the curves beside their axis, the epochs below. Every
 * line shows as many characters as the style has columns.
 */
final class TextChart {
  private static final String ACROSS = "epoch";
  private static final String GAP = "   ";

  private final Chart chart;
  private final TextStyle style;
  private final List<Double> ticks;
  private final int labels;
  private final int width;
  private final int rows;
  private final Canvas canvas;

  /**
   * Draws a chart.
   *
   * @param mostRows as many for the curves, if every tick then has one
   */
  TextChart(Chart chart, TextStyle style, int mostRows) {
    this.chart = chart;
    this.style = style;
    ticks = chart.up().ticks();
    int widest = ticks.stream().mapToInt(tick -> chart.tickText(tick).length()).max().orElse(0);
    labels = Math.max(ACROSS.length(), widest);
    width = Math.max(1, style.columns() - labels - 2);
    // As many rows between any two ticks, so that each tick is at the middle of its row.
    rows = 1 + (ticks.size() - 1) * Math.max(1, (mostRows - 1) / (ticks.size() - 1));
    canvas = canvas();
    for (int i = 0; i < chart.curves().size(); i++) {
      draw(i, chart.curves().get(i));
    }
  }

  private Canvas canvas() {
    int curves = chart.curves().size();
    boolean braille = style.unicode() && (style.colours() || curves <= 2);
    return braille
        ? new BrailleCanvas(width, rows, curves, style)
        : new MarkCanvas(width, rows, style);
  }

  private void draw(int index, Curve curve) {
    for (int i = 0; i < curve.values().size(); i++) {
      int before = Math.max(0, i - 1);
      canvas.line(index, x(curve, before), y(curve, before), x(curve, i), y(curve, i));
    }
  }

  private double x(Curve curve, int i) {
    return column(curve.epochs().get(i));
  }

  private double column(double epoch) {
    return chart.across().place(epoch) * (width - 1);
  }

  private double y(Curve curve, int i) {
    return height(curve.values().get(i));
  }

  private double height(double value) {
    return (1 - chart.up().place(value)) * (rows - 1);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(header());
    for (int row = 0; row < rows; row++) {
      lines.add(label(row) + canvas.row(row));
    }
    lines.add(" ".repeat(labels - ACROSS.length()) + ACROSS + "  " + epochs());
    return lines;
  }

  /** The title, and behind or below it what each curve is, as far as the width allows. */
  private List<String> header() {
    List<String> header = new ArrayList<>();
    StringBuilder line = new StringBuilder(chart.title());
    int length = line.length();
    for (int i = 0; i < chart.curves().size(); i++) {
      String text = legend(chart.curves().get(i));
      int more = GAP.length() + canvas.sampleLength() + 1 + text.length();
      if (length + more > style.columns()) {
        header.add(padded(line, length));
        line.setLength(0);
        length = 0;
      }
      line.append(GAP).append(canvas.sample(i)).append(' ').append(text);
      length += more;
    }
    header.add(padded(line, length));
    return header;
  }

  private String padded(CharSequence text, int length) {
    return text + " ".repeat(Math.max(0, style.columns() - length));
  }

  private String legend(Curve curve) {
    String value = " " + chart.text(curve.last());
    int room = style.columns() - GAP.length() - canvas.sampleLength() - 1 - value.length();
    return Html.shortened(curve.name(), room) + value;
  }

  private String label(int row) {
    for (double tick : ticks) {
      if (Math.round(height(tick)) == row) {
        String text = chart.tickText(tick);
        return " ".repeat(labels - text.length()) + text + (style.unicode() ? " ┤" : " +");
      }
    }
    return " ".repeat(labels) + (style.unicode() ? " │" : " |");
  }

  /** The ticks of the epochs, each with its middle below its place, but within the width. */
  private String epochs() {
    StringBuilder line = new StringBuilder(" ".repeat(width));
    place(line, chart.across().low());
    place(line, chart.across().high());
    chart.across().ticks().forEach(tick -> place(line, tick));
    return line.toString();
  }

  /** Writes a tick where there is room for it. */
  private void place(StringBuilder line, double tick) {
    String text = Html.text("%.0f", tick);
    int middle = (int) Math.round(column(tick)) - text.length() / 2;
    int from = Math.max(0, Math.min(middle, width - text.length()));
    int to = Math.min(width, from + text.length());
    if (line.substring(Math.max(0, from - 1), to).isBlank()) {
      line.replace(from, to, text.substring(0, to - from));
    }
  }
}
