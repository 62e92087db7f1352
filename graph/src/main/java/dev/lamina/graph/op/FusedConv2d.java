package dev.lamina.graph.op;

import java.util.List;

/**
 * A convolution whose every output has another tensor's element added to it, an activation function
 * applied, or both in this order, before it is written.
 *
 * <p>Inputs: those of {@link Conv2d}; the other term {@code (N, filters, H', W')} if {@code sum}.
 * Output: y {@code (N, filters, H', W')}, which may take the place of the other term.
 *
 * @param conv the convolution
 * @param sum whether another term is added
 * @param function applied to the sum
 */
public record FusedConv2d(Conv2d conv, boolean sum, ActivationFunction function)
    implements ForwardOp {
  @Override
  public String mnemonic() {
    String added = sum ? "+add" : "";
    String applied = function == ActivationFunction.IDENTITY ? "" : "+" + function;
    return conv.mnemonic() + added + applied;
  }

  @Override
  public String attributes() {
    return conv.attributes();
  }

  /** The place of the other term among the inputs, where there is one. */
  public int term() {
    return conv.bias() ? 3 : 2;
  }

  @Override
  public List<Integer> inPlaceInputs() {
    return sum ? List.of(term()) : List.of();
  }
}
