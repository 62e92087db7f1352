package dev.lamina.graph.op;

import java.util.List;

/**
 * The gradient of a concatenation: a copy of the channels of each part that is asked for. Input: dy
 * {@code (N, ΣCi, H, W)}. Outputs: dx {@code (N, Ci, H, W)} of each such part, in order.
 *
 * @param widths how many channels each part of the concatenation has
 * @param parts the numbers of the parts that are asked for, at least one
 */
public record ConcatGrad(List<Integer> widths, List<Integer> parts) implements BackwardOp {
  public ConcatGrad {
    widths = List.copyOf(widths);
    parts = List.copyOf(parts);
  }

  @Override
  public String mnemonic() {
    return "concat.grad";
  }

  /** The channels of dy. */
  public int channels() {
    return sum(widths);
  }

  /** The channels of an output. */
  public int width(int output) {
    return widths.get(parts.get(output));
  }

  /** The channel of dy with which an output's part begins. */
  public int first(int output) {
    return sum(widths.subList(0, parts.get(output)));
  }

  private static int sum(List<Integer> widths) {
    return widths.stream().mapToInt(Integer::intValue).sum();
  }
}
