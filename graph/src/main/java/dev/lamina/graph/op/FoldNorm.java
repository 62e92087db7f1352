package dev.lamina.graph.op;

/**
 * Multiplies a batch normalisation with running averages into the convolution before it: what comes
 * out are the weight and bias of one convolution that does both.
 *
 * <p>Inputs: weight {@code (filters, C/groups, kernel, kernel)}; bias {@code (filters)} if {@code
 * bias}; scale; shift; running mean; running variance, each {@code (filters)}. Outputs: {@code
 * weight · factor} for each filter, in the weight's shape; {@code shift + (bias - mean) · factor},
 * {@code (filters)}; the factor is {@code scale / √(variance + epsilon)}.
 *
 * @param epsilon added to the variance
 * @param bias whether the convolution has a bias
 */
public record FoldNorm(double epsilon, boolean bias) implements ForwardOp {
  @Override
  public String mnemonic() {
    return "foldNorm";
  }
}
