package dev.lamina.graph.build;

import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.tree.Unit;

/** One kind of residual block: its layers, and its projection. */
interface ResidualForm {

  /** The form that the annotations ask for. */
  static ResidualForm of(PrincipalDecl.Residual declared) {
    if (declared.grouped().isPresent()) {
      return new GroupedResidual(declared.grouped().get());
    }
    return declared.preAct() ? new PreActResidual() : new PlainResidual();
  }

  /** The whole block. */
  Unit block(ResidualBlock block);

  /** The form's own projection. */
  Chain projection(ResidualBlock block);

  /** A projection followed by a norm. */
  Chain normedProjection(ResidualBlock block);
}
