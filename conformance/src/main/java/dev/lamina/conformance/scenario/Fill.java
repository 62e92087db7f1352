package dev.lamina.conformance.scenario;

import dev.lamina.graph.ir.Shape;
import java.util.Random;

/**
 * The values that an operand starts with, in the order of memory (maps channels-last). All are
 * float32 numbers, so that devices of either precision start from the same.
 */
@FunctionalInterface
public interface Fill {

  /** The value of an element. */
  double value(Shape shape, int element, Random random);

  /** Fills of operands that have no first value. */
  Fill NONE = (shape, element, random) -> Double.NaN;

  /** Normally distributed with this standard deviation. */
  static Fill normal(double deviation) {
    return (shape, element, random) -> (float) (deviation * random.nextGaussian());
  }

  /** Evenly distributed. */
  static Fill uniform(double from, double to) {
    return (shape, element, random) -> (float) (from + (to - from) * random.nextDouble());
  }

  /** Between 1 and 2 in magnitude, with either sign: far from the kink of a rectifier. */
  static Fill awayFromZero() {
    return (shape, element, random) ->
        (float) ((1 + random.nextDouble()) * (random.nextBoolean() ? 1 : -1));
  }

  /** Whole numbers from 0 to {@code bound}, exclusively. */
  static Fill integers(int bound) {
    return (shape, element, random) -> random.nextInt(bound);
  }

  /** These very values. */
  static Fill values(double... values) {
    return (shape, element, random) -> (float) values[element];
  }

  /**
   * Whole numbers that differ from one another within every window of up to {@code period} by
   * {@code period} pixels; at most 256 of them, so that bfloat16 tells them apart as well.
   */
  static Fill distinctWithin(int period) {
    int levels = period * period;
    if (levels % 11 == 0 || levels > 256) {
      throw new IllegalArgumentException("no period of " + period);
    }
    return (shape, element, random) -> {
      int pixel = element / shape.channels();
      int x = pixel % shape.width() % period;
      int y = pixel / shape.width() % shape.height() % period;
      int shift = pixel / shape.pixels() * 5 + element % shape.channels() * 13;
      // A permutation, as 11 and the number of levels have no divisor in common.
      return Math.floorMod((y * period + x) * 11 + shift, levels) - levels / 2;
    };
  }
}
