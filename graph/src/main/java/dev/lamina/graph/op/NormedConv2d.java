package dev.lamina.graph.op;

/**
 * A 1x1 convolution and the batch normalisation of its output, as one op. Mean and variance of the
 * output follow from those of the input and its covariances: of {@code z = Wx} the mean is {@code W
 * mean(x)}, and the variance of filter f is {@code w_f cov(x) w_f}. So where there are many more
 * filters than channels, a device need not look at z for them: the norm is a factor and a summand
 * of each filter, and z is never made.
 *
 * <p>Inputs: x {@code (N, C, H, W)}; weight {@code (filters, C, 1, 1)}; then what {@link BatchNorm}
 * reads besides its map: scale, shift, running mean, running variance, each {@code (filters)}.
 * Outputs: y {@code (N, filters, H, W)}; batch mean {@code (filters)} and second statistic {@code
 * (filters)} of z; {@link #moments} numbers about x, for the gradient; space {@code (N, filters, H,
 * W)} for z. What the moments are is up to the device, and so is what is left in the last output.
 *
 * @param conv the convolution, of 1x1 windows without a stride, in one group and without a bias
 * @param norm the normalisation, without a ReLU
 */
public record NormedConv2d(Conv2d conv, BatchNorm norm) implements ForwardOp {
  @Override
  public String mnemonic() {
    return conv.mnemonic() + "+" + norm.mnemonic();
  }

  @Override
  public String attributes() {
    return conv.attributes();
  }

  /** How many numbers about so many channels are kept: of each, and of each pair. */
  public static int moments(int channels) {
    return Math.multiplyExact(channels, channels + 1);
  }
}
