package dev.lamina.graph.op;

import java.util.List;

/**
 * The sum of two or more tensors of one shape, optionally followed by an activation. Inputs: {@code
 * terms} tensors. Output: y. It also sums the gradients of a value that is read more than once.
 *
 * @param terms how many, at least 2
 * @param function applied to the sum
 */
public record Add(int terms, ActivationFunction function) implements ForwardOp {
  @Override
  public String mnemonic() {
    return function == ActivationFunction.IDENTITY ? "add" : "add+" + function;
  }

  /** The sum may take the place of its first term, and only of it: the others are read after. */
  @Override
  public List<Integer> inPlaceInputs() {
    return List.of(0);
  }
}
