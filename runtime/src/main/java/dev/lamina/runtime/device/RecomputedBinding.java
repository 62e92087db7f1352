package dev.lamina.runtime.device;

import dev.lamina.graph.op.RecomputedWeightGrad;
import java.util.List;

/**
 * The two ops that a {@link RecomputedWeightGrad} is, on its memory.
 *
 * @param norm the normalisation, which writes to the last output
 * @param grad the gradient, which reads there
 */
public record RecomputedBinding(Binding norm, Binding grad) {
  private static final String SUFFIX = ".recompute";

  /** Both ops of a binding whose op is {@code op}. */
  public static RecomputedBinding of(RecomputedWeightGrad op, Binding binding) {
    List<Tensor> inputs = binding.inputs();
    List<Tensor> outputs = binding.outputs();
    Tensor y = outputs.get(outputs.size() - 1);
    Tensor dy = inputs.get(inputs.size() - 1);
    return new RecomputedBinding(
        new Binding(
            binding.name() + SUFFIX, op.norm(), inputs.subList(0, inputs.size() - 1), List.of(y)),
        new Binding(
            binding.name(), op.grad(), List.of(y, dy), outputs.subList(0, outputs.size() - 1)));
  }
}
