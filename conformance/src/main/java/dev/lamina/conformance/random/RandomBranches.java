package dev.lamina.conformance.random;

import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.PrincipalDecl.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws branches that fit one another, mostly. */
final class RandomBranches {

  private final Dice dice;
  private final RandomMembers members;

  RandomBranches(Dice dice, RandomMembers members) {
    this.dice = dice;
    this.members = members;
  }

  /** A block of two to four branches. */
  PrincipalDecl of(Spot type, Extent in, int depth) {
    Join join = dice.pick(Join.values());
    boolean keep = dice.chance(0.5);
    int stride = keep ? 1 : dice.pick(1, 2);
    int filters = keep ? Extent.small(in.channels(), 16) : dice.between(1, 8);
    List<MemberDecl> branches = new ArrayList<>();
    for (int i = dice.between(2, 4); i > 0; i--) {
      branches.add(branch(type, "branch" + i, in, new Target(join, filters, stride, depth)));
    }
    return new PrincipalDecl.Block(Optional.of(join), branches, type.annotation("Parallel"));
  }

  private record Target(Join join, int filters, int stride, int depth) {
    boolean keeps(Extent in) {
      return stride == 1 && (join == Join.CONCAT || filters == in.channels());
    }
  }

  private MemberDecl branch(Spot type, String name, Extent in, Target target) {
    Spot method = type.member(name);
    if (dice.absurd()) {
      return members.any(type, name, in, target.depth());
    }
    if (target.keeps(in) && dice.chance(0.4)) {
      return dice.chance(0.5)
          ? members.identity(name, method)
          : members.plain(name, method, new RandomLayers(dice).pool(method, 1));
    }
    int filters = target.join() == Join.ADD ? target.filters() : dice.between(1, 8);
    if (dice.chance(0.2)) {
      PrincipalDecl residual = new RandomBlocks(dice).residual(method, filters, target.stride());
      return new MemberDecl(
          name,
          Optional.of(residual),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          method);
    }
    return members.plain(
        name, method, new RandomLayers(dice).conv(method, filters, target.stride()));
  }
}
