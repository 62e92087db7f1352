package dev.lamina.graph.build;

import dev.lamina.graph.decl.InitializeDecl;
import dev.lamina.graph.decl.InputDecl;
import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.tree.Initialization;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.graph.tree.Unit;
import java.util.List;
import java.util.Optional;

/** Builds the tree of a declared network. */
public final class NetworkBuilder {

  private NetworkBuilder() {}

  /** The tree, or empty if anything was reported, here or by the reader. */
  public static Optional<NetworkTree> build(ModelDecl model, Diagnostics diagnostics) {
    new ModelCheck(diagnostics).check(model);
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(tree(model));
  }

  private static NetworkTree tree(ModelDecl model) {
    MemberBuilder builder = new MemberBuilder(new Defaults(model.activation(), model.classes()));
    List<Unit> members = model.members().stream().map(m -> member(builder, m)).toList();
    InputDecl input = model.input();
    return new NetworkTree(
        model.name(),
        Shape.of(input.channels(), input.height(), input.width()),
        model.classes(),
        initialization(model),
        members,
        model.origin());
  }

  private static Unit member(MemberBuilder builder, MemberDecl member) {
    Unit unit = builder.build(member, "");
    return unit instanceof Leaf ? unit : Emitted.alone(unit);
  }

  private static Initialization initialization(ModelDecl model) {
    InitializeDecl written = model.initialize();
    return new Initialization(
        Initialization.Scheme.valueOf(written.convolution().name()),
        Initialization.Scheme.valueOf(written.linear().name()),
        written.zeroBias(),
        model.activation());
  }
}
