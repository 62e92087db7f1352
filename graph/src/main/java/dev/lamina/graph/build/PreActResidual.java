package dev.lamina.graph.build;

import dev.lamina.graph.tree.Unit;

/**
 * A residual block with norm and activation in front of each convolution (He et al., 2016b), the
 * tutorial's PreActResNetBlock. Its projection has a norm and an activation of its own.
 */
final class PreActResidual implements ResidualForm {

  @Override
  public Unit block(ResidualBlock block) {
    Unit function =
        block
            .chain()
            .norm("norm1", "net.0")
            .activation("activation1")
            .conv("conv1", block.filters(), 3, block.stride(), "net.2")
            .norm("norm2", "net.3")
            .activation("activation2")
            .conv("conv2", block.filters(), 3, 1, "net.5")
            .as("", false);
    return block.chain().add(block.sum(function, this)).as(block.name(), true);
  }

  @Override
  public Chain projection(ResidualBlock block) {
    return block
        .chain()
        .norm("norm", "downsample.0")
        .activation("activation")
        .conv("conv", block.filters(), 1, block.stride(), "downsample.2");
  }

  @Override
  public Chain normedProjection(ResidualBlock block) {
    return new PlainResidual().normedProjection(block);
  }
}
