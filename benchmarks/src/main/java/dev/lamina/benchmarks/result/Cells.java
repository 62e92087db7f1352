package dev.lamina.benchmarks.result;

import java.util.Locale;
import java.util.Optional;

/** What stands in a table for a number, a range, or where there is none. */
final class Cells {
  private static final String NOTHING = "–";

  private Cells() {}

  /** Median, least and greatest. */
  static String spread(String format, Range range) {
    return text(
        format + " (" + format + " to " + format + ")",
        range.median(),
        range.least(),
        range.greatest());
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String orNothing(Optional<String> cell) {
    return cell.orElse(NOTHING);
  }
}
