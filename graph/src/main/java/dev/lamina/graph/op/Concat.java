package dev.lamina.graph.op;

/**
 * Concatenation along the channels. Inputs: {@code parts} tensors {@code (N, Ci, H, W)}. Output:
 * {@code (N, ΣCi, H, W)}, in the order of the inputs.
 *
 * @param parts how many, at least 2
 */
public record Concat(int parts) implements ForwardOp {
  @Override
  public String mnemonic() {
    return "concat";
  }
}
