package dev.lamina.conformance.scenario;

import dev.lamina.graph.op.Op;
import java.util.List;

/**
 * One op of a scenario.
 *
 * @param op what to compute
 * @param inputs in the op's order
 * @param outputs in the op's order
 */
public record Step(Op op, List<Operand> inputs, List<Operand> outputs) {

  public Step {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
