package dev.lamina.graph.build;

import dev.lamina.graph.tree.Layer;
import dev.lamina.graph.tree.Unit;

/**
 * A residual block of two 3x3 convolutions (He et al., 2016), the tutorial's ResNetBlock. Its
 * projection has a bias and no norm.
 */
final class PlainResidual implements ResidualForm {

  @Override
  public Unit block(ResidualBlock block) {
    Unit function =
        block
            .chain()
            .conv("conv1", block.filters(), 3, block.stride(), "net.0")
            .norm("norm1", "net.1")
            .activation("activation1")
            .conv("conv2", block.filters(), 3, 1, "net.3")
            .norm("norm2", "net.4")
            .as("", false);
    return block
        .chain()
        .add(block.sum(function, this))
        .activation("activation2")
        .as(block.name(), true);
  }

  @Override
  public Chain projection(ResidualBlock block) {
    Layer.Conv conv = new Layer.Conv(block.filters(), Chain.same(1, block.stride()), 1, true);
    return block.chain().conv("conv", conv, "downsample", block.origin());
  }

  @Override
  public Chain normedProjection(ResidualBlock block) {
    return block
        .chain()
        .conv("conv", block.filters(), 1, block.stride(), "downsample.0")
        .norm("norm", "downsample.1");
  }
}
