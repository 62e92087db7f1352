package dev.lamina.graph.build;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Parallel;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Shortcut;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * One block of a series.
 *
 * @param declared what the annotation says
 * @param name within the series
 * @param prefix what the names of its parameters begin with
 * @param stride the annotation's in the first block, 1 in the others
 * @param function the activation
 */
record ResidualBlock(
    PrincipalDecl.Residual declared,
    String name,
    String prefix,
    int stride,
    ActivationFunction function) {

  /** All blocks of a member. */
  static Sequence series(
      PrincipalDecl.Residual declared, String name, Names names, Defaults defaults) {
    ResidualForm form = ResidualForm.of(declared);
    List<Unit> blocks = new ArrayList<>();
    for (int i = 0; i < declared.blocks(); i++) {
      int stride = i == 0 ? declared.stride() : 1;
      ActivationFunction function = defaults.activationOr(declared.activation());
      blocks.add(
          form.block(
              new ResidualBlock(declared, String.valueOf(i), names.prefix(i), stride, function)));
    }
    return new Sequence(name, blocks, false, declared.origin());
  }

  Origin origin() {
    return declared.origin();
  }

  ChannelCount filters() {
    return Channels.of(declared.filters());
  }

  Chain chain() {
    return new Chain(prefix, function, origin());
  }

  /** The residual function first, the shortcut second. */
  Parallel sum(Unit function, ResidualForm form) {
    Chain projection =
        declared.projectionNorm() ? form.normedProjection(this) : form.projection(this);
    Unit shortcut =
        new Shortcut("shortcut", filters(), stride, projection.as("shortcut", false), origin());
    return new Parallel("add", Parallel.Join.ADD, List.of(function, shortcut), origin());
  }
}
