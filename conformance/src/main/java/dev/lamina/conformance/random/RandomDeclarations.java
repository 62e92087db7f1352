package dev.lamina.conformance.random;

import dev.lamina.graph.decl.InitializeDecl;
import dev.lamina.graph.decl.InputDecl;
import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.op.ActivationFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Declarations drawn at random. Most of a declaration makes sense, so that many compile: filters
 * that groups divide, windows that fit, branches of equal shapes. Some values, more in some
 * declarations than in others, are such as nobody would write.
 */
public final class RandomDeclarations {

  private static final String NETWORK = "Net";

  private RandomDeclarations() {}

  /** The declaration of a seed, of the type {@code Net}. */
  public static ModelDecl of(long seed) {
    Dice dice = new Dice(seed);
    Spot type = Spot.type(NETWORK);
    InputDecl input =
        new InputDecl(
            dice.integer(() -> dice.between(1, 4)),
            dice.integer(() -> dice.between(3, 10)),
            dice.integer(() -> dice.between(3, 10)),
            type.annotation("Network").annotation("Input"));
    int classes = dice.integer(() -> dice.between(2, 6));
    return new ModelDecl(
        NETWORK,
        input,
        classes,
        dice.chance(0.6) ? ActivationFunction.RELU : dice.pick(ActivationFunction.values()),
        initialize(dice),
        dice.chance(0.3)
            ? Optional.of(RandomTraining.of(dice, type.annotation("Training")))
            : Optional.empty(),
        members(dice, type, new Extent(input.channels(), input.height(), input.width(), true)),
        type.annotation("Network"));
  }

  private static InitializeDecl initialize(Dice dice) {
    return new InitializeDecl(
        dice.pick(InitializeDecl.Scheme.values()),
        dice.pick(InitializeDecl.Scheme.values()),
        dice.chance(0.3));
  }

  private static List<MemberDecl> members(Dice dice, Spot type, Extent input) {
    RandomMembers random = new RandomMembers(dice);
    List<MemberDecl> members = new ArrayList<>();
    Extent extent = input;
    int layers = dice.between(0, 6);
    for (int i = 0; i < layers; i++) {
      MemberDecl member = random.any(type, "m" + i, extent, 0);
      extent = extent.after(member);
      members.add(member);
    }
    members.addAll(random.head(type, extent));
    return members;
  }
}
