package dev.lamina.conformance.random;

import dev.lamina.graph.decl.ActivationDecl;
import dev.lamina.graph.decl.BatchNormDecl;
import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.RepeatDecl;
import dev.lamina.graph.op.ActivationFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Draws members: a principal or none, and what follows it. */
final class RandomMembers {

  private final Dice dice;
  private final RandomLayers layers;
  private final RandomBlocks blocks;
  private final RandomNames names;
  private int types;

  RandomMembers(Dice dice) {
    this.dice = dice;
    layers = new RandomLayers(dice);
    blocks = new RandomBlocks(dice);
    names = new RandomNames(dice);
  }

  /**
   * Any member.
   *
   * @param type that it is a member of
   * @param depth how many blocks it lies in
   */
  MemberDecl any(Spot type, String plainName, Extent in, int depth) {
    String name = names.member(plainName);
    Spot method = type.member(name);
    int kind = dice.below(depth < 3 ? 12 : 8);
    if (kind >= 10) {
      return finished(name, method, Optional.of(nested(in, depth)), true);
    } else if (kind >= 6) {
      return blocks(name, method, in);
    } else if (kind == 5) {
      return alone(name, method);
    }
    return finished(name, method, Optional.of(layers.any(method, in)), true);
  }

  private MemberDecl blocks(String name, Spot method, Extent in) {
    return finished(name, method, Optional.of(blocks.any(method, in)), false);
  }

  /** A norm, an activation or both, of nothing else. */
  private MemberDecl alone(String name, Spot method) {
    boolean norm = dice.chance(0.6);
    Optional<BatchNormDecl> drawn = norm ? Optional.of(layers.norm(method)) : Optional.empty();
    boolean activated = !norm || dice.chance(0.5);
    return new MemberDecl(
        name,
        Optional.empty(),
        drawn,
        activated ? Optional.of(activation(method)) : Optional.empty(),
        repeat(method, 0.1),
        norm ? names.stateDict(name, method, true) : Optional.empty(),
        method);
  }

  private MemberDecl finished(
      String name, Spot method, Optional<PrincipalDecl> principal, boolean tail) {
    boolean series = principal.filter(p -> p instanceof PrincipalDecl.Residual).isPresent();
    return new MemberDecl(
        name,
        principal,
        tail && dice.chance(0.4) ? Optional.of(layers.norm(method)) : Optional.empty(),
        tail && dice.chance(0.4) ? Optional.of(activation(method)) : Optional.empty(),
        series ? Optional.empty() : repeat(method, 0.15),
        names.stateDict(name, method, principal.filter(PrincipalDecl::hasParameters).isPresent()),
        method);
  }

  private Optional<RepeatDecl> repeat(Spot method, double probability) {
    return dice.chance(probability)
        ? Optional.of(
            new RepeatDecl(dice.integer(() -> dice.between(1, 3)), method.annotation("Repeat")))
        : Optional.empty();
  }

  private ActivationDecl activation(Spot method) {
    Optional<ActivationFunction> function =
        dice.chance(0.5) ? Optional.empty() : Optional.of(dice.pick(ActivationFunction.values()));
    return new ActivationDecl(function, method.annotation("Activation"));
  }

  /** A block of the user's own, of a type of its own. */
  private PrincipalDecl nested(Extent in, int depth) {
    Spot type = Spot.type("Block" + types++);
    return dice.chance(0.4)
        ? sequential(type, in, depth + 1)
        : new RandomBranches(dice, this).of(type, in, depth + 1);
  }

  private PrincipalDecl sequential(Spot type, Extent in, int depth) {
    List<MemberDecl> members = new ArrayList<>();
    Extent extent = in;
    for (int i = dice.between(1, 3); i > 0; i--) {
      MemberDecl member = any(type, "b" + i, extent, depth);
      extent = extent.after(member);
      members.add(member);
    }
    return new PrincipalDecl.Block(Optional.empty(), members, type.annotation("Sequential"));
  }

  /** A member that is this principal and no more. */
  MemberDecl plain(String name, Spot method, PrincipalDecl principal) {
    return new MemberDecl(
        name,
        Optional.of(principal),
        dice.chance(0.3) ? Optional.of(layers.norm(method)) : Optional.empty(),
        dice.chance(0.3) ? Optional.of(activation(method)) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        method);
  }

  /** A member that leaves everything as it is. */
  MemberDecl identity(String name, Spot method) {
    Optional<ActivationFunction> none = Optional.of(ActivationFunction.IDENTITY);
    return new MemberDecl(
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new ActivationDecl(none, method.annotation("Activation"))),
        Optional.empty(),
        Optional.empty(),
        method);
  }

  /** What makes logits of a map, unless that is forgotten. */
  List<MemberDecl> head(Spot type, Extent extent) {
    List<MemberDecl> head = new ArrayList<>();
    if (extent.map() && !dice.absurd()) {
      Spot pool = type.member("pool");
      head.add(plainest("pool", pool, layers.globalPool(pool)));
    }
    if (dice.chance(0.2)) {
      Spot hidden = type.member("hidden");
      int units = dice.integer(() -> dice.between(1, 8));
      head.add(plain("hidden", hidden, layers.linear(hidden, OptionalInt.of(units))));
    }
    if (head.isEmpty() || !dice.absurd()) {
      Spot classifier = type.member("classifier");
      OptionalInt units = dice.absurd() ? OptionalInt.of(3) : OptionalInt.empty();
      head.add(plainest("classifier", classifier, layers.linear(classifier, units)));
    }
    return head;
  }

  private static MemberDecl plainest(String name, Spot method, PrincipalDecl principal) {
    return new MemberDecl(
        name,
        Optional.of(principal),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        method);
  }
}
