package dev.lamina.runtime.log.chart;

/**
 * What a terminal, or whatever text is written to, can show.
 *
 * @param columns characters of a line
 * @param unicode whether it shows more than ASCII
 * @param colours whether it understands ANSI's escape sequences for colours
 */
public record TextStyle(int columns, boolean unicode, boolean colours) {
  private static final String RESET = "\u001b[0m";
  // Bright blue, yellow, green, magenta, cyan, red, white and grey.
  private static final int[] COLOURS = {94, 93, 92, 95, 96, 91, 97, 90};

  /** The most curves that can be told apart. */
  static final int MOST_CURVES = COLOURS.length;

  /** Text in the colour of a curve. */
  String coloured(String text, int curve) {
    return colours ? "\u001b[" + COLOURS[curve] + "m" + text + RESET : text;
  }
}
