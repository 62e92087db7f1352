package dev.lamina.graph.op;

/**
 * The gradient of a {@link NormedConv2d}. Sums of dy times x over the batch, a matrix {@code
 * (filters, C)}, are all that is needed of both maps for the gradients of scale, shift and weight;
 * and dx is a 1x1 convolution of dy, less one of x. So neither z nor its gradient need be made.
 *
 * <p>Inputs: x; dy {@code (N, filters, H, W)}; weight; scale; shift; batch mean, second statistic
 * and moments as saved. Outputs: dx {@code (N, C, H, W)}; dweight; dscale {@code (filters)}; dshift
 * {@code (filters)}; space {@code (N, filters, H, W)} for z, and for its gradient; what is left
 * there is up to the device.
 *
 * @param conv the op
 */
public record NormedConv2dGrad(NormedConv2d conv) implements BackwardOp {
  @Override
  public String mnemonic() {
    return conv.mnemonic() + ".grad";
  }

  @Override
  public String attributes() {
    return conv.attributes();
  }
}
