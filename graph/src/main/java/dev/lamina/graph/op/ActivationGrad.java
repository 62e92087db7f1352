package dev.lamina.graph.op;

import java.util.List;

/**
 * The gradient of an activation. Inputs: the forward output y if {@link
 * ActivationFunction#gradientUsesOutput}, else the forward input x; dy. Output: dx.
 *
 * @param function which
 */
public record ActivationGrad(ActivationFunction function) implements BackwardOp {
  @Override
  public String mnemonic() {
    return "activation." + function + ".grad";
  }

  /** dx may take the place of dy. */
  @Override
  public List<Integer> inPlaceInputs() {
    return List.of(1);
  }
}
