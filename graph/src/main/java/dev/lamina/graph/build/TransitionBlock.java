package dev.lamina.graph.build;

import dev.lamina.graph.decl.AliasedOrigin;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.Unit;
import java.util.Map;

/**
 * The step between two dense blocks (Huang et al., 2017), the tutorial's TransitionLayer.
 *
 * @param declared what the annotation says
 * @param prefix what the names of its parameters begin with
 * @param function the activation
 */
record TransitionBlock(
    PrincipalDecl.Transition declared, String prefix, ActivationFunction function) {

  Unit as(String name) {
    ChannelCount kept = new ChannelCount.Fraction(declared.compression());
    Origin origin =
        new AliasedOrigin(
            declared.origin(), Map.of("filters", declared.origin().attribute("compression")));
    return new Chain(prefix, function, declared.origin())
        .norm("norm", "transition.0")
        .activation("activation")
        .conv("conv", new Layer.Conv(kept, Chain.same(1, 1), 1, false), "transition.2", origin)
        .add(new Leaf("pool", new Layer.AvgPooling(new Window(2, 2, 0)), "", declared.origin()))
        .as(name, true);
  }
}
