package dev.lamina.conformance.random;

import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes a declaration smaller as long as it still fails. */
final class Shrinker {

  private static final int MOST_TRIALS = 300;

  private final Predicate<ModelDecl> fails;
  private int trials;

  Shrinker(Predicate<ModelDecl> fails) {
    this.fails = fails;
  }

  /** A declaration that fails, and of whose parts none can be left out. */
  ModelDecl shrink(ModelDecl model) {
    ModelDecl best = model;
    for (boolean smaller = true; smaller && trials < MOST_TRIALS; ) {
      Optional<ModelDecl> next = candidates(best).stream().filter(this::stillFails).findFirst();
      smaller = next.isPresent();
      best = next.orElse(best);
    }
    return best;
  }

  private boolean stillFails(ModelDecl model) {
    return trials++ < MOST_TRIALS && fails.test(model);
  }

  private static List<ModelDecl> candidates(ModelDecl model) {
    List<ModelDecl> candidates = new ArrayList<>();
    if (model.training().isPresent()) {
      candidates.add(
          new ModelDecl(
              model.name(),
              model.input(),
              model.classes(),
              model.activation(),
              model.initialize(),
              Optional.empty(),
              model.members(),
              model.origin()));
    }
    smaller(model.members(), 1).forEach(members -> candidates.add(with(model, members)));
    return candidates;
  }

  private static ModelDecl with(ModelDecl model, List<MemberDecl> members) {
    return new ModelDecl(
        model.name(),
        model.input(),
        model.classes(),
        model.activation(),
        model.initialize(),
        model.training(),
        members,
        model.origin());
  }

  /** The same members without one of them, or with one that is smaller. */
  private static List<List<MemberDecl>> smaller(List<MemberDecl> members, int least) {
    List<List<MemberDecl>> all = new ArrayList<>();
    for (int i = 0; i < members.size() && members.size() > least; i++) {
      List<MemberDecl> without = new ArrayList<>(members);
      without.remove(i);
      all.add(without);
    }
    for (int i = 0; i < members.size(); i++) {
      for (MemberDecl smaller : smaller(members.get(i))) {
        List<MemberDecl> changed = new ArrayList<>(members);
        changed.set(i, smaller);
        all.add(changed);
      }
    }
    return all;
  }

  private static List<MemberDecl> smaller(MemberDecl member) {
    List<MemberDecl> all = new ArrayList<>();
    if (member.norm().isPresent()) {
      all.add(changed(member, member.principal(), false, true, true, true));
    }
    if (member.activation().isPresent()) {
      all.add(changed(member, member.principal(), true, false, true, true));
    }
    if (member.repeat().isPresent()) {
      all.add(changed(member, member.principal(), true, true, false, true));
    }
    if (member.stateDict().isPresent()) {
      all.add(changed(member, member.principal(), true, true, true, false));
    }
    if (member.principal().orElse(null) instanceof PrincipalDecl.Block block) {
      int least = block.join().isPresent() ? 2 : 1;
      smaller(block.members(), least).stream()
          .map(members -> new PrincipalDecl.Block(block.join(), members, block.origin()))
          .forEach(b -> all.add(changed(member, Optional.of(b), true, true, true, true)));
    }
    all.removeIf(m -> m.principal().isEmpty() && m.norm().isEmpty() && m.activation().isEmpty());
    return all;
  }

  private static MemberDecl changed(
      MemberDecl member,
      Optional<PrincipalDecl> principal,
      boolean norm,
      boolean activation,
      boolean repeat,
      boolean stateDict) {
    return new MemberDecl(
        member.name(),
        principal,
        member.norm().filter(n -> norm),
        member.activation().filter(a -> activation),
        member.repeat().filter(r -> repeat),
        member.stateDict().filter(s -> stateDict),
        member.origin());
  }
}
