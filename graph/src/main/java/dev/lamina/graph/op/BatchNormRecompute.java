package dev.lamina.graph.op;

/**
 * What a {@link BatchNorm} computed in the forward pass, once more, from the statistics that it
 * saved: so that its output need not be kept for the backward pass.
 *
 * <p>Inputs: x {@code (N, C, H, W)}; scale {@code (C)}; shift {@code (C)}; batch mean and second
 * statistic as saved. Output: y, behind the ReLU if the normalisation has one. Running averages
 * stay as they are.
 *
 * @param norm the normalisation
 */
public record BatchNormRecompute(BatchNorm norm) implements BackwardOp {
  @Override
  public String mnemonic() {
    return norm.mnemonic() + ".recompute";
  }
}
