package dev.lamina.graph.op;

/**
 * The gradient of a linear layer with respect to its input: {@code dx = dy weight}.
 *
 * <p>Inputs: dy {@code (N, units)}; weight {@code (units, features)}. Output: dx {@code (N,
 * features)}.
 *
 * @param linear the layer
 */
public record LinearInputGrad(Linear linear) implements BackwardOp {
  @Override
  public String mnemonic() {
    return "linear.inputGrad";
  }
}
