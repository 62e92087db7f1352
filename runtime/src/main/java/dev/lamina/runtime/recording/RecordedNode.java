package dev.lamina.runtime.recording;

import dev.lamina.graph.op.Op;
import java.util.List;

/**
 * One op as it runs.
 *
 * @param name path, for example {@code stage2.0.conv1}; no other node has it
 * @param op what it computes; its documentation gives the order of the inputs
 * @param inputs what it reads
 * @param output what it writes: ops of inference have one output
 */
public record RecordedNode(String name, Op op, List<RecordedValue> inputs, RecordedValue output) {

  public RecordedNode {
    inputs = List.copyOf(inputs);
  }
}
