package dev.lamina.graph.op;

import java.util.List;

/**
 * Operands that are to lie side by side in memory, in their order.
 *
 * @param outputs whether they are outputs
 * @param first the number of the first one
 * @param count how many
 */
public record Row(boolean outputs, int first, int count) {

  /** These of an op's inputs and outputs. */
  public <T> List<T> of(List<T> inputs, List<T> outputs) {
    return (this.outputs ? outputs : inputs).subList(first, first + count);
  }
}
