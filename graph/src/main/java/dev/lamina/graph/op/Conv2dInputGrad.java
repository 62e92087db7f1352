package dev.lamina.graph.op;

/**
 * The gradient of a convolution with respect to its input.
 *
 * <p>Inputs: dy {@code (N, filters, H', W')}; weight. Output: dx {@code (N, C, H, W)}.
 *
 * @param conv the convolution
 */
public record Conv2dInputGrad(Conv2d conv) implements BackwardOp {
  @Override
  public String mnemonic() {
    return "conv2d.inputGrad";
  }
}
