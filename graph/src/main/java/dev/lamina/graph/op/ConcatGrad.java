package dev.lamina.graph.op;

/**
 * The gradient of a concatenation: a copy of each part's channels. Input: dy. Outputs: one dx for
 * each part, in order.
 *
 * @param parts how many, at least 2
 */
public record ConcatGrad(int parts) implements BackwardOp {
  @Override
  public String mnemonic() {
    return "concat.grad";
  }
}
