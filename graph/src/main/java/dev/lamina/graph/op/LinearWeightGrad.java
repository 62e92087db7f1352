package dev.lamina.graph.op;

/**
 * The gradient of a linear layer with respect to its weight and bias: {@code dweight = dyᵀ x}.
 *
 * <p>Inputs: x {@code (N, features)}; dy {@code (N, units)}. Outputs: dweight; dbias if the layer
 * has one. Outputs are overwritten, not accumulated.
 *
 * @param linear the layer
 */
public record LinearWeightGrad(Linear linear) implements BackwardOp {
  @Override
  public String mnemonic() {
    return "linear.weightGrad";
  }
}
