package dev.lamina.graph.summary;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;

/** Counts trainable numbers. */
public final class ParameterCount {

  private ParameterCount() {}

  /** The numbers in all parameters that a node reads. */
  public static long of(Node node) {
    return node.inputs().stream()
        .filter(value -> value.space() == Space.PARAMETER)
        .mapToLong(value -> value.shape().elements())
        .sum();
  }
}
