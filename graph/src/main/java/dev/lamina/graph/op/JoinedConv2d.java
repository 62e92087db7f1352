package dev.lamina.graph.op;

import java.util.List;

/**
 * A 1x1 convolution of a norm of several maps, as one op: a layer of a dense block, which reads the
 * features of all layers before it. They lie side by side ({@link Op#sideBySide}), so that a device
 * can read them where they are, and need not concatenate them.
 *
 * <p>Inputs: {@code parts} maps {@code (N, Ci, H, W)}; then what {@link BatchNorm} reads besides
 * its map, over {@code C = ΣCi} channels in the order of the maps: scale, shift, running mean,
 * running variance; then the convolution's weight {@code (filters, C, 1, 1)}; if {@code known},
 * batch mean and second statistic of the last maps, as an op of the same device has saved them.
 * Outputs: z {@code (N, filters, H, W)}; y {@code (N, C, H, W)}, what the norm computes, for the
 * gradient; batch mean and second statistic {@code (C)}; the norm's mask; space {@code (N, C, H,
 * W)} for all maps in one. How y and the mask are arranged is up to the device, and so is what is
 * left in the last output.
 *
 * @param parts how many maps, at least 1
 * @param known of how many of them, the last ones, statistics are given
 * @param norm the normalisation, with its ReLU
 * @param conv the convolution, of 1x1 windows, in one group and without a bias
 */
public record JoinedConv2d(int parts, int known, BatchNorm norm, Conv2d conv) implements ForwardOp {
  @Override
  public String mnemonic() {
    return "concat+" + norm.mnemonic() + "+" + conv.mnemonic();
  }

  @Override
  public String attributes() {
    return parts + " parts, " + conv.attributes();
  }

  /** The number of the weight among the inputs. */
  public int weight() {
    return parts + 4;
  }

  /** The number of the given mean among the inputs, if there is one. */
  public int firstKnown() {
    return parts + 5;
  }

  /** The maps. */
  @Override
  public List<Row> sideBySide() {
    return List.of(new Row(false, 0, parts));
  }
}
