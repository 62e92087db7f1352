package dev.lamina.graph.build;

import dev.lamina.graph.decl.ActivationDecl;
import dev.lamina.graph.decl.BatchNormDecl;
import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.RepeatDecl;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expands one member into units. */
final class MemberBuilder {

  private final Defaults defaults;

  MemberBuilder(Defaults defaults) {
    this.defaults = defaults;
  }

  /**
   * The unit of a member, of the member's name.
   *
   * @param scope what the names of its parameters begin with; empty at the top
   */
  Unit build(MemberDecl member, String scope) {
    Unit unit = expanded(member, Names.of(member, scope));
    return member
        .stateDict()
        .map(written -> Units.weightNamedAt(written.origin().attribute("value"), unit))
        .orElse(unit);
  }

  private Unit expanded(MemberDecl member, Names names) {
    Optional<PrincipalDecl> principal = member.principal();
    if (principal.isPresent() && principal.get() instanceof PrincipalDecl.Residual residual) {
      return ResidualBlock.series(residual, member.name(), names, defaults);
    }
    return member.repeat().isPresent()
        ? repeated(member, member.repeat().get(), names)
        : once(member, member.name(), names, 0);
  }

  private Unit repeated(MemberDecl member, RepeatDecl repeat, Names names) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < repeat.times(); i++) {
      units.add(Emitted.alone(once(member, String.valueOf(i), names, i)));
    }
    return new Sequence(member.name(), units, false, member.origin());
  }

  private Unit once(MemberDecl member, String name, Names names, int repetition) {
    String prefix = names.prefix(repetition);
    List<Unit> units = new ArrayList<>();
    boolean block = member.principal().map(p -> addPrincipal(p, prefix, units)).orElse(false);
    if (units.isEmpty() && !block) {
      addTail(member, prefix, units);
    } else {
      addTail(member, names.norm(repetition), units);
    }
    if (units.size() == 1 && !block) {
      return Units.renamed(units.get(0), name);
    }
    return new Sequence(name, units, block, member.origin());
  }

  /** Adds what the principal computes; tells whether it must be emitted as one unit. */
  private boolean addPrincipal(PrincipalDecl principal, String prefix, List<Unit> units) {
    if (principal instanceof PrincipalDecl.Block block) {
      units.addAll(new UserBlock(block, prefix, this).units());
      return true;
    }
    units.add(builtIn(principal, prefix));
    return false;
  }

  private Unit builtIn(PrincipalDecl principal, String prefix) {
    if (principal instanceof PrincipalDecl.Inception inception) {
      return new InceptionBlock(inception, prefix, function(inception.activation())).as("");
    } else if (principal instanceof PrincipalDecl.Dense dense) {
      return new DenseBlock(dense, prefix, function(dense.activation())).as("");
    } else if (principal instanceof PrincipalDecl.Transition transition) {
      return new TransitionBlock(transition, prefix, function(transition.activation())).as("");
    }
    Layer layer = SimpleLayers.of(principal, defaults).orElseThrow();
    return new Leaf(layer.partName(), layer, prefix, principal.origin());
  }

  private ActivationFunction function(Optional<ActivationFunction> written) {
    return defaults.activationOr(written);
  }

  private void addTail(MemberDecl member, String normPrefix, List<Unit> units) {
    member.norm().map(norm -> norm(norm, normPrefix, member)).ifPresent(units::add);
    member.activation().map(a -> activation(a, units.isEmpty())).ifPresent(units::addAll);
  }

  private static Leaf norm(BatchNormDecl norm, String prefix, MemberDecl member) {
    Layer layer = new Layer.Norm(norm.epsilon(), norm.momentum());
    Leaf leaf = new Leaf("norm", layer, prefix, norm.origin());
    return member
        .stateDict()
        .filter(written -> written.norm().isPresent() && member.principal().isPresent())
        .map(written -> leaf.weightNamedAt(written.origin().attribute("norm")))
        .orElse(leaf);
  }

  /** An identity is a layer only where it is the whole member. */
  private List<Unit> activation(ActivationDecl activation, boolean alone) {
    ActivationFunction function = function(activation.function());
    return alone || function != ActivationFunction.IDENTITY
        ? List.of(new Leaf("activation", new Layer.Activate(function), "", activation.origin()))
        : List.of();
  }
}
