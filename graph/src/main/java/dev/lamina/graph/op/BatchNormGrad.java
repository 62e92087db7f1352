package dev.lamina.graph.op;

import java.util.List;

/**
 * The gradient of {@link BatchNorm}, through its ReLU if it has one.
 *
 * <p>Inputs: x; dy; scale; shift; batch mean and second statistic as saved; with {@code relu} the
 * mask as saved. Outputs: dx; dscale {@code (C)}; dshift {@code (C)}.
 *
 * @param norm the normalisation
 */
public record BatchNormGrad(BatchNorm norm) implements BackwardOp {
  @Override
  public String mnemonic() {
    return norm.mnemonic() + ".grad";
  }

  /** dx may take the place of dy. */
  @Override
  public List<Integer> inPlaceInputs() {
    return List.of(1);
  }
}
