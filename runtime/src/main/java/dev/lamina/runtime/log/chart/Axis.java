package dev.lamina.runtime.log.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A scale from numbers to places.
 *
 * @param low the number at the near end
 * @param high the number at the far end, greater
 * @param step distance of ticks
 * @param logarithmic whether numbers stand for powers of ten
 */
public record Axis(double low, double high, double step, boolean logarithmic) {
  private static final int INTERVALS = 5;
  private static final double SLACK = 1e-9;

  /** An axis with round ends that holds all values. */
  public static Axis of(List<Double> values) {
    double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double span = high > low ? high - low : Math.max(Math.abs(high), 1);
    double step = roundStep(span / INTERVALS);
    double first = Math.floor(low / step + SLACK) * step;
    double last = Math.ceil(high / step - SLACK) * step;
    return new Axis(first, last > first ? last : first + step, step, false);
  }

  /** A logarithmic axis, from one power of ten to another; all values are positive. */
  public static Axis powersOfTen(List<Double> values) {
    double low = values.stream().mapToDouble(Math::log10).min().orElse(0);
    double high = values.stream().mapToDouble(Math::log10).max().orElse(1);
    double first = Math.floor(low + SLACK);
    double last = Math.ceil(high - SLACK);
    return new Axis(first, last > first ? last : first + 1, 1, true);
  }

  /** The axis of epochs, from the first to the last there will be. */
  public static Axis epochs(int epochs) {
    double step = Math.max(1, roundStep((double) epochs / INTERVALS));
    return new Axis(1, Math.max(2, epochs), step, false);
  }

  /** The smallest of 1, 2 and 5 times a power of ten that is no less. */
  private static double roundStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= atLeast * (1 - SLACK)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** Where a value lies, 0 at the near end to 1 at the far one. */
  public double place(double value) {
    double number = logarithmic ? Math.log10(value) : value;
    return (number - low) / (high - low);
  }

  /** The values at the ticks: multiples of the step. */
  public List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(low / step - SLACK);
    for (long i = first; i * step <= high + step * SLACK; i++) {
      ticks.add(logarithmic ? Math.pow(10, (double) i) : (double) i * step);
    }
    return ticks;
  }
}
