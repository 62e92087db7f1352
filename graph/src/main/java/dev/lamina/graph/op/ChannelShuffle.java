package dev.lamina.graph.op;

/**
 * Channel shuffle (Zhang et al., 2018, ShuffleNet): the channels as a matrix of {@code groups} rows
 * are transposed, so that the next grouped layer sees channels of every group. It is its own
 * gradient, with {@code channels / groups} groups.
 *
 * <p>Input: x {@code (N, C, H, W)}, C a multiple of {@code groups}. Output: y {@code (N, C, H, W)},
 * whose channel {@code i groups + j} is channel {@code j C/groups + i} of x, for j below {@code
 * groups}.
 *
 * @param groups rows of the matrix, at least 1
 */
public record ChannelShuffle(int groups) implements ForwardOp, BackwardOp {
  @Override
  public String mnemonic() {
    return "channelShuffle";
  }

  @Override
  public String attributes() {
    return groups + " groups";
  }
}
