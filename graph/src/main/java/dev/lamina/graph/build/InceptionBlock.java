package dev.lamina.graph.build;

import dev.lamina.graph.decl.AliasedOrigin;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Leaf;
import dev.lamina.graph.tree.Parallel;
import dev.lamina.graph.tree.Sequence;
import dev.lamina.graph.tree.Unit;
import java.util.List;
import java.util.Map;

/**
 * An Inception block (Szegedy et al., 2015), the tutorial's InceptionBlock.
 *
 * @param declared what the annotation says
 * @param prefix what the names of its parameters begin with
 * @param function the activation
 */
record InceptionBlock(
    PrincipalDecl.Inception declared, String prefix, ActivationFunction function) {

  Unit as(String name) {
    List<Unit> branches = List.of(branch1x1(), branch3x3(), branch5x5(), branchPool());
    Unit concat = new Parallel("concat", Parallel.Join.CONCAT, branches, declared.origin());
    return new Sequence(name, List.of(concat), true, declared.origin());
  }

  private Unit branch1x1() {
    Chain chain = chain("conv_1x1");
    conv(chain, "", declared.out1x1(), "out1x1", 1, 0);
    return chain.as("branch1x1", false);
  }

  private Unit branch3x3() {
    Chain chain = chain("conv_3x3");
    conv(chain, "1", declared.reduce3x3(), "reduce3x3", 1, 0);
    conv(chain, "2", declared.out3x3(), "out3x3", 3, 3);
    return chain.as("branch3x3", false);
  }

  private Unit branch5x5() {
    Chain chain = chain("conv_5x5");
    conv(chain, "1", declared.reduce5x5(), "reduce5x5", 1, 0);
    conv(chain, "2", declared.out5x5(), "out5x5", 5, 3);
    return chain.as("branch5x5", false);
  }

  private Unit branchPool() {
    Chain chain = chain("max_pool");
    chain.add(new Leaf("pool", new Layer.MaxPooling(Chain.same(3, 1)), "", declared.origin()));
    conv(chain, "", declared.outPool(), "outPool", 1, 1);
    return chain.as("branchPool", false);
  }

  private Chain chain(String branch) {
    return new Chain(prefix + "." + branch, function, declared.origin());
  }

  /** Convolution, norm and activation; {@code at} is the convolution's number in weight files. */
  private void conv(Chain chain, String suffix, int filters, String attribute, int kernel, int at) {
    Origin written = declared.origin().attribute(attribute);
    Origin origin = new AliasedOrigin(declared.origin(), Map.of("filters", written));
    ChannelCount count = new ChannelCount.Fixed(filters);
    Layer.Conv conv = new Layer.Conv(count, Chain.same(kernel, 1), 1, true);
    chain
        .conv("conv" + suffix, conv, String.valueOf(at), origin)
        .norm("norm" + suffix, String.valueOf(at + 1))
        .activation("activation" + suffix);
  }
}
