package dev.lamina.runtime.device;

import dev.lamina.graph.op.Op;
import java.util.List;

/**
 * One op with the memory that it will always work on.
 *
 * @param name the node's path, for messages and profiles, for example {@code stage2.0.conv1}
 * @param op what to compute; its documentation gives the order of inputs and outputs
 * @param inputs what is read
 * @param outputs what is written
 */
public record Binding(String name, Op op, List<Tensor> inputs, List<Tensor> outputs) {

  public Binding {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Input {@code i}. */
  public Tensor input(int i) {
    return inputs.get(i);
  }

  /** Output {@code i}. */
  public Tensor output(int i) {
    return outputs.get(i);
  }
}
