package dev.lamina.graph.op;

/**
 * Max-pooling; padding never wins. Input: x {@code (N, C, H, W)}. Outputs: y {@code (N, C, H',
 * W')}; in training a mask of {@link #maskBytes} bytes with the position of each maximum (the first
 * one in row order on a tie).
 *
 * @param window kernel, stride and padding; padding is at most half the kernel
 */
public record MaxPool(Window window) implements ForwardOp {
  @Override
  public String mnemonic() {
    return "maxPool";
  }

  @Override
  public String attributes() {
    return window.toString();
  }

  /**
   * Bytes per example for the positions of so many maxima: one each, or four for a window of 256
   * pixels or more.
   */
  public int maskBytes(long outputs) {
    return Math.toIntExact(outputs * (window.area() < 256 ? 1 : 4));
  }
}
