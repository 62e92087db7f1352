package dev.lamina.graph.op;

import java.util.List;

/**
 * The gradient of dropout. Inputs: dy; the mask as saved. Output: dx.
 *
 * @param dropout the dropout
 */
public record DropoutGrad(Dropout dropout) implements BackwardOp {
  @Override
  public String mnemonic() {
    return "dropout.grad";
  }

  @Override
  public List<Integer> inPlaceInputs() {
    return List.of(0);
  }
}
