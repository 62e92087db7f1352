package dev.lamina.runtime.log.report;

import static dev.lamina.runtime.log.report.Html.escape;
import static dev.lamina.runtime.log.report.Html.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.DoubleFunction;

/** Curves over epochs, as an SVG with a legend that gives the latest values. */
final class LineChart {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 280;
  private static final int LEFT = 56;
  private static final int RIGHT = 14;
  private static final int TOP = 18;
  private static final int BOTTOM = 34;
  private static final int MOST_DOTS = 60;
  private static final MathContext ONE_DIGIT = new MathContext(1);

  private final String title;
  private final List<Integer> epochs;
  private final List<Curve> curves;
  private final Axis across;
  private final Axis up;
  private final DoubleFunction<String> format;
  private final StringBuilder svg = new StringBuilder();

  /**
   * A chart.
   *
   * @param epochs the epoch of each value, ascending
   * @param format how a value reads
   */
  LineChart(
      String title,
      List<Integer> epochs,
      List<Curve> curves,
      Axis across,
      Axis up,
      DoubleFunction<String> format) {
    this.title = title;
    this.epochs = epochs;
    this.curves = curves;
    this.across = across;
    this.up = up;
    this.format = format;
  }

  /**
   * The chart.
   *
   * @param best the epoch to mark
   */
  String html(int best) {
    add(
        "<figure class=\"chart\"><figcaption><b>%s</b>%s</figcaption>"
            + "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
        escape(title), legend(), WIDTH, HEIGHT, escape(title));
    grid();
    mark(best);
    curves.forEach(this::line);
    curves.forEach(this::dots);
    return svg.append("</svg></figure>\n").toString();
  }

  private void add(String format, Object... values) {
    svg.append(text(format, values));
  }

  private String legend() {
    StringBuilder legend = new StringBuilder();
    for (Curve curve : curves) {
      legend.append(
          text(
              "<span class=\"key %s\">%s <span class=\"value\">%s</span></span>",
              escape(curve.name()), escape(curve.name()), format.apply(curve.last())));
    }
    return legend.toString();
  }

  private void grid() {
    for (double tick : up.ticks()) {
      double y = y(tick);
      add("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDTH - RIGHT);
      add("<text class=\"tick y\" x=\"%d\" y=\"%.1f\">%s</text>", LEFT - 8, y + 4, tickText(tick));
    }
    for (double tick : across.ticks()) {
      double x = x(tick);
      add("<text class=\"tick x\" x=\"%.1f\" y=\"%d\">%.0f</text>", x, HEIGHT - BOTTOM + 18, tick);
    }
    int middle = (LEFT + WIDTH - RIGHT) / 2;
    add("<text class=\"tick x\" x=\"%d\" y=\"%d\">epoch</text>", middle, HEIGHT - 2);
  }

  private String tickText(double tick) {
    if (up.logarithmic()) {
      // 0.001 rather than 0.0010: a power of ten has one digit.
      return BigDecimal.valueOf(tick).round(ONE_DIGIT).stripTrailingZeros().toPlainString();
    }
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(up.step()) - 1e-9));
    return text("%." + decimals + "f", tick);
  }

  private void mark(int best) {
    double x = x(best);
    add("<path class=\"best\" d=\"M%.1f %dV%d\"/>", x, TOP, HEIGHT - BOTTOM);
    boolean near = x > WIDTH - RIGHT - 40;
    add(
        "<text class=\"tick\" style=\"text-anchor:%s\" x=\"%.1f\" y=\"%d\">best</text>",
        near ? "end" : "start", near ? x - 4 : x + 4, TOP + 8);
  }

  private void line(Curve curve) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < epochs.size(); i++) {
      double y = y(curve.values().get(i));
      path.append(text("%s%.1f %.1f", i == 0 ? "M" : "L", x(epochs.get(i)), y));
    }
    add("<path class=\"line %s\" d=\"%s\"/>", escape(curve.name()), path);
  }

  /** Points that say their values; unseen where they would hide the line. */
  private void dots(Curve curve) {
    String shown = epochs.size() > MOST_DOTS ? " unseen" : "";
    for (int i = 0; i < epochs.size(); i++) {
      double value = curve.values().get(i);
      add(
          "<circle class=\"dot %s%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\">"
              + "<title>epoch %d: %s %s</title></circle>",
          escape(curve.name()),
          shown,
          x(epochs.get(i)),
          y(value),
          epochs.get(i),
          escape(curve.name()),
          format.apply(value));
    }
  }

  private double x(double epoch) {
    return LEFT + across.place(epoch) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - up.place(value) * (HEIGHT - TOP - BOTTOM);
  }
}
