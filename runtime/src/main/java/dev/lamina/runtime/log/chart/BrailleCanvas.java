package dev.lamina.runtime.log.chart;

import java.util.Arrays;

/**
 * Two by four dots in every character (Unicode's braille patterns). Without colours, the first
 * curve is dotted where there is a second one, so that two can be told apart.
 */
final class BrailleCanvas implements Canvas {
  private static final int ACROSS = 2;
  private static final int DOWN = 4;
  private static final int NONE = -1;
  private static final char BLANK = '\u2800';
  // The bit of each dot, by its row and column in the character.
  private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
  private static final int SPACING = 3;

  private final int width;
  private final int height;
  private final TextStyle style;
  private final boolean dotted;
  private final int[][] dots;
  private final int[][] owner;

  /**
   * An empty canvas.
   *
   * @param width in characters
   * @param height in characters
   * @param curves how many there will be
   */
  BrailleCanvas(int width, int height, int curves, TextStyle style) {
    this.width = width;
    this.height = height;
    this.style = style;
    dotted = curves > 1 && !style.colours();
    dots = new int[height][width];
    owner = new int[height][width];
    for (int[] row : owner) {
      Arrays.fill(row, NONE);
    }
  }

  @Override
  public void line(int curve, double x0, double y0, double x1, double y1) {
    double fromX = across(x0);
    double fromY = down(y0);
    double toX = across(x1);
    double toY = down(y1);
    int steps = (int) Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)));
    for (int i = 0; i <= steps; i++) {
      double part = steps == 0 ? 0 : (double) i / steps;
      int x = (int) Math.round(fromX + part * (toX - fromX));
      int y = (int) Math.round(fromY + part * (toY - fromY));
      if (!dotted || curve > 0 || x % SPACING == 0) {
        dot(curve, x, y);
      }
    }
  }

  private static double across(double x) {
    return ACROSS * x + (ACROSS - 1) / 2.0;
  }

  private static double down(double y) {
    return DOWN * y + (DOWN - 1) / 2.0;
  }

  private void dot(int curve, int x, int y) {
    int within = Math.max(0, Math.min(ACROSS * width - 1, x));
    int below = Math.max(0, Math.min(DOWN * height - 1, y));
    dots[below / DOWN][within / ACROSS] |= BITS[below % DOWN][within % ACROSS];
    owner[below / DOWN][within / ACROSS] = curve;
  }

  @Override
  public String row(int row) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < width; column++) {
      int curve = owner[row][column];
      String character = String.valueOf((char) (BLANK + dots[row][column]));
      text.append(curve == NONE ? " " : style.coloured(character, curve));
    }
    return text.toString();
  }

  @Override
  public int sampleLength() {
    return 3;
  }

  @Override
  public String sample(int curve) {
    return style.coloured(dotted && curve == 0 ? "⠂⠐⠂" : "⠤⠤⠤", curve);
  }
}
