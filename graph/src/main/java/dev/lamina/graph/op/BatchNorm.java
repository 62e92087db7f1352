package dev.lamina.graph.op;

/**
 * Batch normalisation in training (Ioffe and Szegedy, 2015, algorithm 1), optionally followed by a
 * ReLU in the same kernel.
 *
 * <p>Inputs: x {@code (N, C, H, W)}; scale {@code (C)}; shift {@code (C)}; running mean {@code (C)}
 * and running variance {@code (C)}, both updated in place: {@code running = (1 - momentum) running
 * + momentum batch}, the variance unbiased. Outputs: y {@code (N, C, H, W)}, normalised with the
 * biased variance; batch mean {@code (C)} and a second statistic {@code (C)} of the device's choice
 * (variance or its inverse root), for the backward kernel; with {@code relu} a mask of {@link
 * #maskBytes} bytes.
 *
 * <p>A batch that gives a channel one value only has no unbiased variance and is refused.
 *
 * @param epsilon added to the variance
 * @param momentum weight of the new batch in the running averages
 * @param relu whether {@code max(y, 0)} follows
 */
public record BatchNorm(double epsilon, double momentum, boolean relu) implements ForwardOp {
  @Override
  public String mnemonic() {
    return relu ? "batchNorm+relu" : "batchNorm";
  }

  /**
   * Bytes per example that the mask of the fused ReLU may take, for so many elements per example.
   */
  public static int maskBytes(long elements) {
    return Math.toIntExact(elements);
  }
}
