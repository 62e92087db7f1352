package dev.lamina.runtime.log.picture;

import java.util.Locale;

/** Letters and digits of 3 x 5 pixels: a server without fonts can still label a picture. */
final class PixelFont {
  static final int WIDTH = 3;
  static final int HEIGHT = 5;
  static final int ADVANCE = WIDTH + 1;

  private static final String CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

  /** Five octal digits a character, a digit a row from the top, its high bit to the left. */
  private static final String ROWS =
      "75557262277174771717557117471774757711227575775717" // 0-9
          + "25755656563444365556746477464434553557557222711152556554444757755" // a-m
          + "65555255526564425563656553421672222555575555255775552555522271247"; // n-z

  private PixelFont() {}

  /** Width of a text in pixels of the font. */
  static int width(String text) {
    return text.isEmpty() ? 0 : text.length() * ADVANCE - 1;
  }

  /** Writes a text; a character that the font lacks leaves a gap. */
  static void write(Picture picture, String text, int left, int top, int scale, int colour) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      int index = CHARACTERS.indexOf(lower.charAt(i));
      if (index >= 0) {
        glyph(picture, index, left + i * ADVANCE * scale, top, scale, colour);
      }
    }
  }

  private static void glyph(Picture picture, int index, int left, int top, int scale, int colour) {
    for (int y = 0; y < HEIGHT; y++) {
      int row = ROWS.charAt(index * HEIGHT + y) - '0';
      for (int x = 0; x < WIDTH; x++) {
        if (((row >> (WIDTH - 1 - x)) & 1) == 1) {
          picture.fill(left + x * scale, top + y * scale, scale, scale, colour);
        }
      }
    }
  }
}
