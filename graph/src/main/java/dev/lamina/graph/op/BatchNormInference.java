package dev.lamina.graph.op;

import java.util.List;

/**
 * Batch normalisation with the running averages, optionally followed by a ReLU.
 *
 * <p>Inputs: x {@code (N, C, H, W)}; scale; shift; running mean; running variance, each {@code
 * (C)}. Output: y.
 *
 * @param epsilon added to the variance
 * @param relu whether {@code max(y, 0)} follows
 */
public record BatchNormInference(double epsilon, boolean relu) implements ForwardOp {
  @Override
  public String mnemonic() {
    return relu ? "batchNormInference+relu" : "batchNormInference";
  }

  @Override
  public List<Integer> inPlaceInputs() {
    return List.of(0);
  }
}
