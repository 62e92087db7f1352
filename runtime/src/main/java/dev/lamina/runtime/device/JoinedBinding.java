package dev.lamina.runtime.device;

import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.JoinedConv2d;
import java.util.ArrayList;
import java.util.List;

/**
 * The ops that a {@link JoinedConv2d} is, on its memory.
 *
 * @param concat the concatenation, which writes to the last output
 * @param norm the normalisation, which reads there and writes y
 * @param conv the convolution, which reads y
 */
public record JoinedBinding(Binding concat, Binding norm, Binding conv) {

  /** The ops of a binding whose op is {@code op}. */
  public static JoinedBinding of(JoinedConv2d op, Binding binding) {
    int parts = op.parts();
    List<Tensor> inputs = binding.inputs();
    List<Tensor> outputs = binding.outputs();
    Tensor whole = outputs.get(outputs.size() - 1);
    List<Tensor> normed = new ArrayList<>(List.of(whole));
    normed.addAll(inputs.subList(parts, parts + 4));
    return new JoinedBinding(
        new Binding(
            binding.name() + ".concat",
            new Concat(parts),
            inputs.subList(0, parts),
            List.of(whole)),
        new Binding(
            binding.name() + ".norm", op.norm(), normed, outputs.subList(1, outputs.size() - 1)),
        new Binding(
            binding.name(),
            op.conv(),
            List.of(outputs.get(1), inputs.get(op.weight())),
            List.of(outputs.get(0))));
  }

  /** All of them, in order. */
  public List<Binding> inOrder() {
    return List.of(concat, norm, conv);
  }
}
