package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;

/** Removes activations that do nothing. */
final class DropIdentity implements Rewrite {

  @Override
  public String name() {
    return "drop-identity";
  }

  @Override
  public ShapedGraph apply(ShapedGraph graph) {
    return Graphs.without(
        graph,
        node ->
            node.op() instanceof Activation activation
                && activation.function() == ActivationFunction.IDENTITY);
  }
}
