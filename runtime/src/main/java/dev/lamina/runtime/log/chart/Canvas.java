package dev.lamina.runtime.log.chart;

/** Rows of characters that curves are drawn on; later curves cover earlier ones. */
interface Canvas {

  /**
   * Draws a part of a curve.
   *
   * @param curve its number in the chart
   * @param x0 the one end, in columns from the left, 0 for the middle of the first character
   * @param y0 the same end, in rows from the top, likewise
   * @param x1 the other end
   * @param y1 likewise
   */
  void line(int curve, double x0, double y0, double x1, double y1);

  /** A row of text, as wide as the canvas. */
  String row(int row);

  /** Characters that {@link #sample} shows. */
  int sampleLength();

  /** What a curve looks like, for the legend. */
  String sample(int curve);
}
