package dev.lamina.conformance.random;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/** Draws, of which some are absurd. */
final class Dice {

  private static final List<Integer> ABSURD_INTEGERS =
      List.of(
          0,
          -1,
          -7,
          Integer.MIN_VALUE,
          Integer.MIN_VALUE + 1,
          Integer.MIN_VALUE + 2,
          Integer.MIN_VALUE + 3,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE - 1,
          1 << 30,
          1_000_000,
          65_536,
          32_769,
          32_768,
          32_767,
          10_001,
          10_000,
          255,
          256,
          17);
  private static final List<Double> ABSURD_NUMBERS =
      List.of(
          0.0,
          -0.0,
          -1.0,
          1.0,
          2.0,
          Math.nextDown(1.0),
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          1e-300,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  private final Random random;
  private final double absurdity;

  /**
   * Dice of a seed. Half of all seeds give nothing absurd, the others up to six values in a
   * hundred.
   */
  Dice(long seed) {
    random = new Random(seed);
    absurdity = Math.max(0, random.nextDouble() * 0.12 - 0.06);
  }

  /** True with this probability. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Whether the next value is to be absurd. */
  boolean absurd() {
    return chance(absurdity);
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Between two numbers, both included. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** One of several things. */
  @SafeVarargs
  final <T> T pick(T... things) {
    return things[below(things.length)];
  }

  /** One of several things. */
  <T> T pick(List<T> things) {
    return things.get(below(things.size()));
  }

  /** What {@code sensible} gives, or now and then a number that no one would write. */
  int integer(IntSupplier sensible) {
    return absurd() ? pick(ABSURD_INTEGERS) : sensible.getAsInt();
  }

  /** What {@code sensible} gives, or now and then a number that no one would write. */
  double number(DoubleSupplier sensible) {
    return absurd() ? pick(ABSURD_NUMBERS) : sensible.getAsDouble();
  }
}
