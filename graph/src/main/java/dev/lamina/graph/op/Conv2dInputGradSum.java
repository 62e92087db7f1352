package dev.lamina.graph.op;

import java.util.List;

/**
 * The gradient of a convolution with respect to its input, added to what other readers of that
 * input contribute to its gradient.
 *
 * <p>Inputs: dy {@code (N, filters, H, W)}; weight; term {@code (N, C, H, W)}. Output: dx {@code
 * (N, C, H, W)}, the term included.
 *
 * @param conv the convolution, of 1x1 windows with stride 1, without padding and in one group
 */
public record Conv2dInputGradSum(Conv2d conv) implements BackwardOp {
  /** The number of the term among the inputs. */
  public static final int TERM = 2;

  /** The same gradient by itself. */
  public Conv2dInputGrad grad() {
    return new Conv2dInputGrad(conv);
  }

  @Override
  public String mnemonic() {
    return grad().mnemonic() + "+add";
  }

  @Override
  public List<Integer> inPlaceInputs() {
    return List.of(TERM);
  }
}
