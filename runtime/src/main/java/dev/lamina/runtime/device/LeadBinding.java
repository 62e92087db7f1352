package dev.lamina.runtime.device;

import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import java.util.ArrayList;
import java.util.List;

/** The norm that begins a chain as an op of its own, for devices that run it as one. */
public final class LeadBinding {

  private LeadBinding() {}

  /**
   * The norm of a chain on the chain's memory; its value goes to the chain's first output, where
   * the next step may read it, unless it is an output itself.
   *
   * @throws IllegalArgumentException if the chain begins with none
   */
  public static Binding of(Fused op, Binding chain) {
    FusedStep.Lead lead =
        op.lead().orElseThrow(() -> new IllegalArgumentException(op + " begins with no norm"));
    List<Tensor> outputs = new ArrayList<>();
    outputs.add(chain.output(Math.max(0, op.outputs().indexOf(op.operand(0)))));
    outputs.addAll(chain.outputs().subList(op.outputs().size(), op.outputCount()));
    return new Binding(
        chain.name(), lead.op(), lead.reads().stream().map(chain::input).toList(), outputs);
  }
}
