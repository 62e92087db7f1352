package dev.lamina.graph.op;

/**
 * A square sliding window.
 *
 * @param kernel side in pixels, at least 1
 * @param stride step in pixels, at least 1
 * @param padding pixels added on each side, at least 0
 */
public record Window(int kernel, int stride, int padding) {

  public Window {
    if (kernel < 1 || stride < 1 || padding < 0) {
      throw new IllegalArgumentException(
          "kernel " + kernel + ", stride " + stride + ", padding " + padding);
    }
  }

  /**
   * Pixels that come out of {@code in} pixels: {@code floor((in + 2 padding - kernel) / stride) +
   * 1}; less than 1 if the window does not fit.
   */
  public int output(int in) {
    return Math.floorDiv(in + 2 * padding - kernel, stride) + 1;
  }

  /** Pixels under the window. */
  public int area() {
    return kernel * kernel;
  }

  /** For example {@code 3x3 stride 2 padding 1}. */
  @Override
  public String toString() {
    return kernel + "x" + kernel + " stride " + stride + " padding " + padding;
  }
}
