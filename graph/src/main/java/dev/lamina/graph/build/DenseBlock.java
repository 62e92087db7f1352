package dev.lamina.graph.build;

import dev.lamina.graph.decl.AliasedOrigin;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Parallel;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A dense block (Huang et al., 2017), the tutorial's DenseBlock of DenseLayers.
 *
 * @param declared what the annotation says
 * @param prefix what the names of its parameters begin with
 * @param function the activation
 */
record DenseBlock(PrincipalDecl.Dense declared, String prefix, ActivationFunction function) {

  Unit as(String name) {
    List<Unit> layers = new ArrayList<>();
    for (int i = 0; i < declared.layers(); i++) {
      layers.add(layer(i));
    }
    return new Sequence(name, layers, false, declared.origin());
  }

  /** New features first, then what came in. */
  private Unit layer(int number) {
    Unit identity = new Sequence("", List.of(), false, declared.origin());
    List<Unit> branches = List.of(features(number), identity);
    Unit concat = new Parallel("concat", Parallel.Join.CONCAT, branches, declared.origin());
    return new Sequence(String.valueOf(number), List.of(concat), true, declared.origin());
  }

  private Unit features(int number) {
    return new Chain(prefix + ".block." + number, function, declared.origin())
        .norm("norm1", "net.0")
        .activation("activation1")
        .conv(
            "conv1",
            conv(declared.bottleneck() * declared.growth(), 1),
            "net.2",
            from("bottleneck"))
        .norm("norm2", "net.3")
        .activation("activation2")
        .conv("conv2", conv(declared.growth(), 3), "net.5", from("growth"))
        .as("", false);
  }

  private static Layer.Conv conv(int filters, int kernel) {
    return new Layer.Conv(new ChannelCount.Fixed(filters), Chain.same(kernel, 1), 1, false);
  }

  private Origin from(String attribute) {
    return new AliasedOrigin(
        declared.origin(), Map.of("filters", declared.origin().attribute(attribute)));
  }
}
