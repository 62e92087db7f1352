package dev.lamina.graph.build;

import dev.lamina.graph.decl.AliasedOrigin;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.tree.ChannelCount;
import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Unit;
import java.util.Map;

/**
 * A bottleneck with a grouped convolution (Xie et al., 2017), ResNeXtBottleneck of the listing. Its
 * projection has a norm and no bias.
 *
 * @param grouped what the annotation says
 */
record GroupedResidual(PrincipalDecl.Grouped grouped) implements ResidualForm {

  /** The first stage's channels, which {@code baseWidth} refers to. */
  private static final int BASE_CHANNELS = 64;

  /** Channels of one group; only whole numbers pass the checks. */
  static double groupWidth(PrincipalDecl.Grouped grouped, int filters) {
    return (double) grouped.baseWidth() * filters / ((double) grouped.widen() * BASE_CHANNELS);
  }

  @Override
  public Unit block(ResidualBlock block) {
    int inner = innerWidth(block);
    Unit function =
        block
            .chain()
            .conv("conv1", convolution(inner, Chain.same(1, 1), 1), "conv_reduce", inside(block))
            .norm("norm1", "bn_reduce")
            .activation("activation1")
            .conv(
                "conv2",
                convolution(inner, Chain.same(3, block.stride()), grouped.cardinality()),
                "conv_conv",
                inside(block))
            .norm("norm2", "bn")
            .activation("activation2")
            .conv("conv3", block.filters(), 1, 1, "conv_expand")
            .norm("norm3", "bn_expand")
            .as("", false);
    return block
        .chain()
        .add(block.sum(function, this))
        .activation("activation3")
        .as(block.name(), true);
  }

  private int innerWidth(ResidualBlock block) {
    int filters = block.declared().filters().getAsInt();
    return grouped.cardinality() * (int) groupWidth(grouped, filters);
  }

  private static Layer.Conv convolution(int filters, Window window, int groups) {
    return new Layer.Conv(new ChannelCount.Fixed(filters), window, groups, false);
  }

  /** The inner convolutions' sizes come from the other annotation. */
  private Origin inside(ResidualBlock block) {
    return new AliasedOrigin(
        block.origin(),
        Map.of(
            "stride", block.origin().attribute("stride"),
            "filters", grouped.origin().attribute("baseWidth"),
            "groups", grouped.origin().attribute("cardinality")));
  }

  @Override
  public Chain projection(ResidualBlock block) {
    return block
        .chain()
        .conv("conv", block.filters(), 1, block.stride(), "shortcut.shortcut_conv")
        .norm("norm", "shortcut.shortcut_bn");
  }

  @Override
  public Chain normedProjection(ResidualBlock block) {
    return projection(block);
  }
}
