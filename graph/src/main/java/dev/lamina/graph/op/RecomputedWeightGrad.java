package dev.lamina.graph.op;

/**
 * The gradient of a convolution's weight where the convolution read what a {@link BatchNorm} wrote,
 * and nobody else needs that any more: the norm is computed again here, so that a device may do so
 * for a few examples at a time and read them while they are in its caches.
 *
 * <p>Inputs: those of {@link BatchNormRecompute}, then dy {@code (N, filters, H', W')}. Outputs:
 * those of {@link Conv2dWeightGrad}, then space for what the norm computes, {@code (N, C, H, W)};
 * what is left there is up to the device.
 *
 * @param norm what the convolution read
 * @param grad the gradient
 */
public record RecomputedWeightGrad(BatchNormRecompute norm, Conv2dWeightGrad grad)
    implements BackwardOp {
  @Override
  public String mnemonic() {
    return norm.mnemonic() + "+" + grad.mnemonic();
  }
}
