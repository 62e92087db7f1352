package dev.lamina.graph.op;

/**
 * Average pooling; padding counts as zeros in the average, as PyTorch's default does. Input: x
 * {@code (N, C, H, W)}. Output: y {@code (N, C, H', W')}.
 *
 * @param window kernel, stride and padding; padding is at most half the kernel
 */
public record AvgPool(Window window) implements ForwardOp {
  @Override
  public String mnemonic() {
    return "avgPool";
  }

  @Override
  public String attributes() {
    return window.toString();
  }
}
