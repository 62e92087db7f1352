package dev.lamina.graph.op;

/** The average over all pixels. Input: x {@code (N, C, H, W)}. Output: y {@code (N, C)}. */
public record GlobalAvgPool() implements ForwardOp {
  @Override
  public String mnemonic() {
    return "globalAvgPool";
  }
}
