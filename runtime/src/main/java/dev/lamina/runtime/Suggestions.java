package dev.lamina.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The nearest known name to a mistyped one. */
public final class Suggestions {

  private Suggestions() {}

  /**
   * A clause for an error message.
   *
   * @param name what the user wrote
   * @param known the names there are
   * @return for example {@code ", did you mean 'ResNet'?"}; empty if nothing is near
   */
  public static String didYouMean(String name, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(name, candidate) <= tolerance(name))
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .map(", did you mean '%s'?"::formatted)
        .orElse("");
  }

  private static int tolerance(String name) {
    return Math.max(1, (name.length() + 1) / 3);
  }

  /** The number of edits between two names, whatever their case (Levenshtein, 1966). */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
