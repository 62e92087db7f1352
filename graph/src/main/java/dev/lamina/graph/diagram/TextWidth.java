package dev.lamina.graph.diagram;

/**
 * How wide a text may get. Which font a viewer has is not known, so every character counts as wide
 * as in the widest of the usual sans-serif fonts (Verdana and DejaVu Sans).
 */
final class TextWidth {

  private static final String NARROW = "iljtfrI.,:;'|!()[]/ -·";
  private static final String BROAD = "×+=<>#&~^$";
  private static final String WIDE = "mwMWOQ@%";

  private TextWidth() {}

  /** Pixels of a text in a font of {@code size} pixels, rounded up to an even number. */
  static int of(String text, int size) {
    int thousandths = text.codePoints().map(TextWidth::thousandths).sum();
    return even((thousandths * size + 999) / 1000);
  }

  /** Pixels of a text in bold letters, which are up to a seventh wider. */
  static int ofBold(String text, int size) {
    return even((of(text, size) * 7 + 5) / 6);
  }

  /** The same or the next even number, so that halves are whole. */
  static int even(int pixels) {
    return pixels + (pixels & 1);
  }

  /** The text, or its beginning and end if the whole is wider than {@code most} pixels. */
  static String fit(String text, int size, int most) {
    int[] characters = text.codePoints().toArray();
    int kept = characters.length;
    String fitting = text;
    while (of(fitting, size) > most && kept > 1) {
      kept--;
      int end = kept / 2;
      fitting =
          new String(characters, 0, kept - end)
              + "…"
              + new String(characters, characters.length - end, end);
    }
    return fitting;
  }

  private static int thousandths(int character) {
    if (character >= 0x1100) {
      return character < 0x2E80 ? 1000 : 1100;
    } else if (NARROW.indexOf(character) >= 0) {
      return 460;
    } else if (WIDE.indexOf(character) >= 0) {
      return 1000;
    } else if (Character.isUpperCase(character)) {
      return 780;
    }
    return BROAD.indexOf(character) >= 0 ? 840 : 680;
  }
}
