package dev.lamina.runtime.log.chart;

import java.util.Arrays;

/** One character a curve: for terminals without Unicode, and for many curves without colours. */
final class MarkCanvas implements Canvas {
  private static final String MARKS = "*o+x#@%&";

  private final int width;
  private final TextStyle style;
  private final int[][] owner;

  /** An empty canvas of so many characters. */
  MarkCanvas(int width, int height, TextStyle style) {
    this.width = width;
    this.style = style;
    owner = new int[height][width];
    for (int[] row : owner) {
      Arrays.fill(row, -1);
    }
  }

  /** A mark in every column; lines up and down would make blots of noise. */
  @Override
  public void line(int curve, double x0, double y0, double x1, double y1) {
    int from = (int) Math.round(x0);
    int to = (int) Math.round(x1);
    for (int x = from; x <= to; x++) {
      double part = to == from ? 1 : (double) (x - from) / (to - from);
      int y = (int) Math.round(y0 + part * (y1 - y0));
      owner[Math.max(0, Math.min(owner.length - 1, y))][Math.max(0, Math.min(width - 1, x))] =
          curve;
    }
  }

  @Override
  public String row(int row) {
    StringBuilder text = new StringBuilder();
    for (int curve : owner[row]) {
      text.append(curve < 0 ? " " : sample(curve));
    }
    return text.toString();
  }

  @Override
  public int sampleLength() {
    return 1;
  }

  @Override
  public String sample(int curve) {
    return style.coloured(String.valueOf(MARKS.charAt(curve)), curve);
  }
}
