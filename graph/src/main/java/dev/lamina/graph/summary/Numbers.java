package dev.lamina.graph.summary;

import java.util.Locale;

/** Numbers for people; the same on every machine. */
public final class Numbers {

  private Numbers() {}

  /** With separators, for example {@code 272,378}. */
  public static String exact(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** In three digits, for example {@code 40.8 M}. */
  public static String rough(long count) {
    if (count >= 999_500_000L) {
      return threeDigits(count / 1e9) + " G";
    } else if (count >= 999_500L) {
      return threeDigits(count / 1e6) + " M";
    }
    return count >= 1_000L ? threeDigits(count / 1e3) + " k" : String.valueOf(count);
  }

  private static String threeDigits(double number) {
    int decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }
}
