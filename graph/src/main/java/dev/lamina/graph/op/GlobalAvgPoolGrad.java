package dev.lamina.graph.op;

/**
 * The gradient of the global average. Input: dy {@code (N, C)}. Output: dx {@code (N, C, H, W)}.
 */
public record GlobalAvgPoolGrad() implements BackwardOp {
  @Override
  public String mnemonic() {
    return "globalAvgPool.grad";
  }
}
