package dev.lamina.runtime.recording;

import dev.lamina.graph.op.Op;
import java.util.List;

/**
 * One op as it runs.
 *
 * @param name path, for example {@code stage2.0.conv1}; no other node has it
 * @param op what it computes; its documentation gives the order of the inputs
 * @param inputs what it reads
 * @param outputs what it writes
 */
public record RecordedNode(
    String name, Op op, List<RecordedValue> inputs, List<RecordedValue> outputs) {

  public RecordedNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The only or principal output. */
  public RecordedValue output() {
    return outputs.get(0);
  }
}
