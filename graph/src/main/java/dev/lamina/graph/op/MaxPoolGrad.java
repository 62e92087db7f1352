package dev.lamina.graph.op;

/**
 * The gradient of max-pooling: each dy goes to the position of its maximum. Inputs: dy; the mask as
 * saved. Output: dx.
 *
 * @param pool the pooling
 */
public record MaxPoolGrad(MaxPool pool) implements BackwardOp {
  @Override
  public String mnemonic() {
    return "maxPool.grad";
  }
}
