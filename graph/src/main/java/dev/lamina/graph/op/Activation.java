package dev.lamina.graph.op;

import java.util.List;

/**
 * An activation function, element by element. Input: x of any shape. Output: y, the same shape.
 *
 * @param function which
 */
public record Activation(ActivationFunction function) implements ForwardOp {
  @Override
  public String mnemonic() {
    return "activation." + function;
  }

  @Override
  public List<Integer> inPlaceInputs() {
    return List.of(0);
  }
}
