package dev.lamina.graph.op;

/**
 * Two-dimensional cross-correlation.
 *
 * <p>Inputs: x {@code (N, C, H, W)}; weight {@code (filters, C/groups, kernel, kernel)}; bias
 * {@code (filters)} if {@code bias}. Output: y {@code (N, filters, H', W')}, {@code H' =
 * window.output(H)}.
 *
 * <p>In a backward graph it computes again what it computed in the forward pass, so that its output
 * need not be kept.
 *
 * @param filters output channels
 * @param window kernel, stride and zero padding
 * @param groups channels and filters are split into this many independent convolutions
 * @param bias whether a bias per filter is added
 */
public record Conv2d(int filters, Window window, int groups, boolean bias)
    implements ForwardOp, BackwardOp {
  private static final Window PIXEL = new Window(1, 1, 0);

  /** Whether each pixel of y depends on all channels of the one pixel of x in its place. */
  public boolean isPerPixel() {
    return window.equals(PIXEL) && groups == 1;
  }

  /** The same convolution with a bias or without. */
  public Conv2d withBias(boolean present) {
    return new Conv2d(filters, window, groups, present);
  }

  @Override
  public String mnemonic() {
    return "conv2d";
  }

  @Override
  public String attributes() {
    String inGroups = groups > 1 ? ", " + groups + " groups" : "";
    return window + ", " + filters + " filters" + inGroups;
  }
}
