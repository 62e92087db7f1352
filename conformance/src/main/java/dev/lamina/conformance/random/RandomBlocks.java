package dev.lamina.conformance.random;

import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.op.ActivationFunction;
import java.util.Optional;
import java.util.OptionalInt;

/** Draws built-in blocks. */
final class RandomBlocks {

  private final Dice dice;

  RandomBlocks(Dice dice) {
    this.dice = dice;
  }

  /** Any built-in block that a map of this extent can go through. */
  PrincipalDecl any(Spot method, Extent in) {
    return switch (dice.below(8)) {
      case 0 -> inception(method);
      case 1, 2 -> dense(method);
      case 3 -> in.side() >= 2 || dice.absurd() ? transition(method) : residual(method);
      case 4 -> grouped(method);
      default -> residual(method);
    };
  }

  private int size(int most) {
    return dice.integer(() -> dice.between(1, most));
  }

  private Optional<ActivationFunction> function() {
    return dice.chance(0.6)
        ? Optional.empty()
        : Optional.of(dice.pick(ActivationFunction.values()));
  }

  private PrincipalDecl inception(Spot method) {
    return new PrincipalDecl.Inception(
        size(3),
        size(3),
        size(3),
        size(3),
        size(3),
        size(3),
        function(),
        method.annotation("Inception"));
  }

  private PrincipalDecl dense(Spot method) {
    return new PrincipalDecl.Dense(
        size(3), size(4), size(3), function(), method.annotation("Dense"));
  }

  private PrincipalDecl transition(Spot method) {
    return new PrincipalDecl.Transition(
        dice.number(() -> dice.pick(0.5, 0.75, 1.0)), function(), method.annotation("Transition"));
  }

  private PrincipalDecl residual(Spot method) {
    int filters = size(8);
    boolean same = dice.chance(0.3) || filters == Integer.MIN_VALUE;
    return new PrincipalDecl.Residual(
        same ? OptionalInt.empty() : OptionalInt.of(filters),
        size(2),
        dice.integer(() -> dice.pick(1, 1, 2)),
        dice.chance(0.3),
        dice.chance(0.3),
        Optional.empty(),
        function(),
        method.annotation("Residual"));
  }

  /** A residual block to so many channels. */
  PrincipalDecl residual(Spot method, int filters, int stride) {
    return new PrincipalDecl.Residual(
        OptionalInt.of(filters),
        1,
        stride,
        dice.chance(0.3),
        dice.chance(0.3),
        Optional.empty(),
        function(),
        method.annotation("Residual"));
  }

  /** With a baseWidth that suits the filters, as widen is 1 and filters divides 64. */
  private PrincipalDecl grouped(Spot method) {
    int filters = dice.pick(4, 8, 16);
    PrincipalDecl.Grouped grouped =
        new PrincipalDecl.Grouped(
            size(3),
            dice.integer(() -> 64 / filters * dice.between(1, 2)),
            dice.integer(() -> 1),
            method.annotation("Grouped"));
    return new PrincipalDecl.Residual(
        dice.absurd() ? OptionalInt.empty() : OptionalInt.of(filters),
        size(2),
        dice.pick(1, 1, 2),
        dice.absurd(),
        dice.chance(0.3),
        Optional.of(grouped),
        function(),
        method.annotation("Residual"));
  }
}
