package dev.lamina.conformance.random;

import dev.lamina.graph.decl.BatchNormDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Draws simple layers. */
final class RandomLayers {

  private static final int MOST = 12;

  private final Dice dice;

  RandomLayers(Dice dice) {
    this.dice = dice;
  }

  /** Any simple layer that a map of this extent can go through. */
  PrincipalDecl any(Spot method, Extent in) {
    return switch (dice.below(10)) {
      case 0, 1 -> pool(method, in);
      case 2 ->
          new PrincipalDecl.Dropout(
              dice.number(() -> dice.pick(0.0, 0.1, 0.5, 0.9)), method.annotation("Dropout"));
      case 3 ->
          new PrincipalDecl.ChannelShuffle(
              dice.integer(() -> divisor(in.channels())), method.annotation("ChannelShuffle"));
      case 4 ->
          dice.absurd()
              ? dice.pick(globalPool(method), linear(method, OptionalInt.empty()))
              : conv(method, in);
      default -> conv(method, in);
    };
  }

  private PrincipalDecl conv(Spot method, Extent in) {
    int padding = dice.between(0, 2);
    int kernel = dice.integer(() -> dice.between(1, Math.min(5, in.side() + 2 * padding)));
    boolean centred = (kernel % 2 != 0 && dice.chance(0.6)) || dice.absurd();
    boolean same = dice.chance(0.2);
    int groups = dice.integer(() -> dice.chance(0.7) ? 1 : divisor(in.channels()));
    int filters = dice.integer(() -> Math.max(1, groups) * dice.between(1, 6));
    return new PrincipalDecl.Conv(
        same ? OptionalInt.empty() : OptionalInt.of(named(filters)),
        kernel,
        dice.integer(() -> dice.pick(1, 1, 1, 2, 3)),
        centred ? OptionalInt.empty() : OptionalInt.of(named(dice.integer(() -> padding))),
        dice.chance(0.4),
        groups,
        method.annotation("Conv"));
  }

  /** A number as it is written: the least int is written {@code SAME}, which means none. */
  private static int named(int number) {
    return number == Integer.MIN_VALUE ? Integer.MIN_VALUE + 3 : number;
  }

  /** A convolution to so many channels that keeps the map's size but for its stride. */
  PrincipalDecl.Conv conv(Spot method, int filters, int stride) {
    return new PrincipalDecl.Conv(
        OptionalInt.of(filters),
        dice.pick(1, 3, 5),
        stride,
        OptionalInt.empty(),
        dice.chance(0.4),
        1,
        method.annotation("Conv"));
  }

  /** A pool that keeps the map's size but for its stride. */
  PrincipalDecl.Pool pool(Spot method, int stride) {
    boolean max = dice.chance(0.5);
    return new PrincipalDecl.Pool(
        max, 3, OptionalInt.of(stride), OptionalInt.of(1), poolOrigin(method, max));
  }

  private PrincipalDecl pool(Spot method, Extent in) {
    boolean max = dice.chance(0.5);
    int kernel = dice.integer(() -> dice.between(1, Math.min(4, in.side())));
    boolean centred = (kernel % 2 != 0 && dice.chance(0.3)) || dice.absurd();
    int padding = dice.integer(() -> dice.between(0, Math.max(0, Math.min(kernel, 4) / 2)));
    int stride = dice.integer(() -> dice.between(1, 2));
    return new PrincipalDecl.Pool(
        max,
        kernel,
        dice.chance(0.5) || stride == Integer.MIN_VALUE + 1
            ? OptionalInt.empty()
            : OptionalInt.of(stride),
        centred ? OptionalInt.empty() : OptionalInt.of(named(padding)),
        poolOrigin(method, max));
  }

  private static Spot poolOrigin(Spot method, boolean max) {
    return method.annotation(max ? "MaxPool" : "AvgPool");
  }

  PrincipalDecl globalPool(Spot method) {
    return new PrincipalDecl.GlobalAvgPool(method.annotation("GlobalAvgPool"));
  }

  PrincipalDecl linear(Spot method, OptionalInt units) {
    OptionalInt written =
        units.isPresent() && units.getAsInt() == Integer.MIN_VALUE + 2
            ? OptionalInt.empty()
            : units;
    return new PrincipalDecl.Linear(written, dice.chance(0.8), method.annotation("Linear"));
  }

  BatchNormDecl norm(Spot method) {
    return new BatchNormDecl(
        dice.number(() -> dice.pick(1e-5, 1e-3)),
        dice.number(() -> dice.pick(0.1, 0.5, 1.0)),
        method.annotation("BatchNorm"));
  }

  /** A divisor of a number of channels. */
  private int divisor(long channels) {
    int count = Extent.small(channels, 64);
    int[] divisors = IntStream.rangeClosed(1, MOST).filter(d -> count % d == 0).toArray();
    return divisors[dice.below(divisors.length)];
  }
}
