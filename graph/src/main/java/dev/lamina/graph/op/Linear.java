package dev.lamina.graph.op;

/**
 * A fully connected layer: {@code y = x weightᵀ + bias}.
 *
 * <p>Inputs: x {@code (N, features)}; weight {@code (units, features)}; bias {@code (units)} if
 * {@code bias}. Output: y {@code (N, units)}.
 *
 * @param units output features
 * @param bias whether a bias per unit is added
 */
public record Linear(int units, boolean bias) implements ForwardOp {
  @Override
  public String mnemonic() {
    return "linear";
  }

  @Override
  public String attributes() {
    return units + " units";
  }
}
