package dev.lamina.graph.op;

/**
 * The gradient of a convolution with respect to its weight and bias.
 *
 * <p>Inputs: x {@code (N, C, H, W)}; dy {@code (N, filters, H', W')}. Outputs: dweight; dbias if
 * the convolution has one. Outputs are overwritten, not accumulated.
 *
 * @param conv the convolution
 */
public record Conv2dWeightGrad(Conv2d conv) implements BackwardOp {
  @Override
  public String mnemonic() {
    return "conv2d.weightGrad";
  }
}
