package dev.lamina.graph.ir;

import dev.lamina.graph.op.Op;
import java.util.List;

/**
 * One operation of a graph.
 *
 * @param name unique path within its graph, for example {@code stage2.0.conv1} or, for a gradient,
 *     {@code stage2.0.conv1.weightGrad}
 * @param op what is computed
 * @param inputs in the order that the op's documentation gives
 * @param outputs in the order that the op's documentation gives
 * @param site where it comes from
 */
public record Node(String name, Op op, List<Value> inputs, List<Value> outputs, Site site) {

  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The only or principal output. */
  public Value output() {
    return outputs.get(0);
  }

  /** Input {@code i}. */
  public Value input(int i) {
    return inputs.get(i);
  }

  /** The values that the op wants side by side, in their order ({@link Op#sideBySide}). */
  public List<List<Value>> rows() {
    return op.sideBySide().stream().map(row -> row.of(inputs, outputs)).toList();
  }
}
