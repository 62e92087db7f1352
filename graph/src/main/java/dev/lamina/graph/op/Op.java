package dev.lamina.graph.op;

import java.util.List;

/**
 * What a node computes: an immutable record of its attributes. Each record's documentation fixes
 * the order of inputs and outputs; {@code N} is the batch size. Devices lower every op to a kernel.
 */
public sealed interface Op permits ForwardOp, BackwardOp, ArenaOp {

  /** The name in dumps, for example {@code conv2d}. */
  String mnemonic();

  /** What people want to know beside the name, for example {@code 2x2 stride 2 padding 0}. */
  default String attributes() {
    return "";
  }

  /**
   * The inputs whose memory the first output may take over, element for element, if nobody reads
   * them later; every device's kernel must then be right when both are the same memory.
   */
  default List<Integer> inPlaceInputs() {
    return List.of();
  }

  /**
   * Operands that are per example and should lie side by side: without a gap in one arena, in this
   * order. A kernel must be right where they do not.
   */
  default List<Row> sideBySide() {
    return List.of();
  }
}
