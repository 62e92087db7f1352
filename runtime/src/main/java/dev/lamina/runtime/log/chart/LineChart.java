package dev.lamina.runtime.log.chart;

import static dev.lamina.runtime.log.markup.Html.escape;
import static dev.lamina.runtime.log.markup.Html.text;

import java.util.List;

/**
 * A chart as SVG shapes, for a page or a picture whose style knows the classes {@code grid}, {@code
 * tick}, {@code line}, {@code dot}, {@code best} and those of the curves.
 */
public final class LineChart {
  private static final int LEFT = 56;
  private static final int RIGHT = 14;
  private static final int TOP = 18;
  private static final int BOTTOM = 34;
  private static final int USUAL_CURVES = 2;
  private static final int MOST_DOTS = 120;

  private final Chart chart;
  private final int width;
  private final int height;
  private final StringBuilder svg = new StringBuilder();

  /**
   * A drawing with grid, curves and points that say their values.
   *
   * @param width of the whole, axes included
   * @param height likewise
   */
  public LineChart(Chart chart, int width, int height) {
    this.chart = chart;
    this.width = width;
    this.height = height;
    grid();
    chart.curves().forEach(this::line);
    chart.curves().forEach(this::dots);
  }

  /** Marks an epoch as the best. */
  public LineChart mark(int best) {
    double x = x(best);
    add("<path class=\"best\" d=\"M%.1f %dV%d\"/>", x, TOP, height - BOTTOM);
    boolean near = x > width - RIGHT - 40;
    add(
        "<text class=\"tick\" style=\"text-anchor:%s\" x=\"%.1f\" y=\"%d\">best</text>",
        near ? "end" : "start", near ? x - 4 : x + 4, TOP + 8);
    return this;
  }

  /** The shapes; their origin is the upper left corner. */
  public String svg() {
    return svg.toString();
  }

  private void add(String format, Object... values) {
    svg.append(text(format, values));
  }

  private void grid() {
    for (double tick : chart.up().ticks()) {
      double y = y(tick);
      add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, width - RIGHT);
      add(
          "<text class=\"tick y\" x=\"%d\" y=\"%.1f\">%s</text>",
          LEFT - 8, y + 4, chart.tickText(tick));
    }
    for (double tick : chart.across().ticks()) {
      double x = x(tick);
      add("<text class=\"tick x\" x=\"%.1f\" y=\"%d\">%.0f</text>", x, height - BOTTOM + 18, tick);
    }
    int middle = (LEFT + width - RIGHT) / 2;
    add("<text class=\"tick x\" x=\"%d\" y=\"%d\">epoch</text>", middle, height - 2);
  }

  private void line(Curve curve) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < curve.values().size(); i++) {
      double y = y(curve.values().get(i));
      path.append(text("%s%.1f %.1f", i == 0 ? "M" : "L", x(curve.epochs().get(i)), y));
    }
    add("<path class=\"line %s\" d=\"%s\"/>", escape(curve.style()), path);
  }

  /** Points that say their values; unseen where they would hide the line. */
  private void dots(Curve curve) {
    List<Integer> epochs = curve.epochs();
    int points = epochs.size() * Math.max(USUAL_CURVES, chart.curves().size());
    String shown = points > MOST_DOTS ? " unseen" : "";
    for (int i = 0; i < epochs.size(); i++) {
      double value = curve.values().get(i);
      add(
          "<circle class=\"dot %s%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\">"
              + "<title>epoch %d: %s %s</title></circle>",
          escape(curve.style()),
          shown,
          x(epochs.get(i)),
          y(value),
          epochs.get(i),
          escape(curve.name()),
          chart.text(value));
    }
  }

  private double x(double epoch) {
    return LEFT + chart.across().place(epoch) * (width - LEFT - RIGHT);
  }

  private double y(double value) {
    return height - BOTTOM - chart.up().place(value) * (height - TOP - BOTTOM);
  }
}
