package dev.lamina.graph.build;

import dev.lamina.graph.decl.InputDecl;
import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.RepeatDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Checks everything about a declaration that does not need shapes. */
public final class ModelCheck {

  /** More layers are a slip: nested repetitions multiply. */
  static final long MOST_LAYERS = 20_000;

  private final Diagnostics diagnostics;
  private final LayerCount layers = new LayerCount();

  /** Two members may have the same block, and blocks of blocks multiply: each is checked once. */
  private final Set<PrincipalDecl.Block> checked =
      Collections.newSetFromMap(new IdentityHashMap<>());

  /** A check that reports to {@code diagnostics}. */
  public ModelCheck(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Reports every value that no network can have. */
  public void check(ModelDecl model) {
    int before = diagnostics.all().size();
    InputDecl input = model.input();
    Limits limits = new Limits(diagnostics, "the input", input.origin());
    limits.size("channels", input.channels());
    limits.size("height", input.height());
    limits.size("width", input.width());
    new Limits(diagnostics, "the network", model.origin())
        .between("classes", model.classes(), 2, Limits.LARGEST_SIZE);
    model.training().ifPresent(training -> new TrainingCheck(diagnostics, training).check());
    members(model.members());
    new ScopeCheck(diagnostics).members(model.members());
    if (diagnostics.all().size() == before) {
      model.members().stream()
          .max(Comparator.comparingLong(layers::of))
          .ifPresent(largest -> total(model, largest));
    }
  }

  /** Reports what is wrong with the members of a block that no network need contain. */
  public void checkBlock(PrincipalDecl.Block block) {
    members(block.members());
  }

  private void total(ModelDecl model, MemberDecl largest) {
    double all = model.members().stream().mapToDouble(layers::of).sum();
    if (all > MOST_LAYERS) {
      diagnostics.report(
          Message.TOO_MANY_LAYERS,
          repetitions(largest),
          (long) all,
          MOST_LAYERS,
          layers.of(largest),
          largest.name());
    }
  }

  /** What to lower. */
  private static Origin repetitions(MemberDecl member) {
    PrincipalDecl principal = member.principal().orElse(null);
    if (principal instanceof PrincipalDecl.Residual series) {
      return series.origin().attribute("blocks");
    } else if (member.repeat().isPresent()) {
      return member.repeat().get().origin().attribute("value");
    }
    return principal instanceof PrincipalDecl.Dense dense
        ? dense.origin().attribute("layers")
        : member.origin();
  }

  private void members(List<MemberDecl> members) {
    members.forEach(this::member);
  }

  private void member(MemberDecl member) {
    member.principal().ifPresent(p -> principal(p, member));
    member.norm().ifPresent(norm -> new LayerCheck(diagnostics).norm(norm, member.name()));
    member.repeat().ifPresent(repeat -> repeat(repeat, member));
    member.stateDict().ifPresent(s -> new StateDictCheck(diagnostics).check(s, member));
  }

  private void principal(PrincipalDecl principal, MemberDecl member) {
    new LayerCheck(diagnostics).check(principal, member.name());
    new BlockCheck(diagnostics).check(principal, member.name());
    if (principal instanceof PrincipalDecl.Block block) {
      if (checked.add(block)) {
        members(block.members());
      }
      new ScopeCheck(diagnostics).block(block, member);
    }
  }

  private void repeat(RepeatDecl repeat, MemberDecl member) {
    new Limits(diagnostics, member.name(), repeat.origin())
        .between("value", repeat.times(), 1, BlockCheck.MOST_BLOCKS);
  }
}
