package dev.lamina.graph.op;

/**
 * The gradient of average pooling. Input: dy. Output: dx.
 *
 * @param pool the pooling
 */
public record AvgPoolGrad(AvgPool pool) implements BackwardOp {
  @Override
  public String mnemonic() {
    return "avgPool.grad";
  }
}
