package dev.lamina.runtime.bench;

import java.util.Arrays;

/**
 * Numbers that were measured again and again.
 *
 * @param median half of them are no greater
 * @param p10 a tenth of them are no greater
 * @param p90 nine tenths of them are no greater
 */
public record Spread(double median, double p10, double p90) {

  /** The spread of at least one number; between two neighbours it is interpolated. */
  public static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.1), quantile(sorted, 0.9));
  }

  private static double quantile(double[] sorted, double part) {
    double place = part * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The spread of a number divided by each: the greatest come from the least. */
  public Spread dividing(double number) {
    return new Spread(number / median, number / p90, number / p10);
  }
}
