package dev.lamina.runtime.device;

import dev.lamina.graph.op.NormedConv2d;
import java.util.ArrayList;
import java.util.List;

/**
 * The ops that a {@link NormedConv2d} is, on its memory; the moments are left alone.
 *
 * @param conv the convolution, which writes to the last output
 * @param norm the normalisation, which reads there
 */
public record NormedBinding(Binding conv, Binding norm) {

  /** The ops of a binding whose op is {@code op}. */
  public static NormedBinding of(NormedConv2d op, Binding binding) {
    Tensor z = binding.output(4);
    List<Tensor> normed = new ArrayList<>(List.of(z));
    normed.addAll(binding.inputs().subList(2, 6));
    return new NormedBinding(
        new Binding(binding.name(), op.conv(), binding.inputs().subList(0, 2), List.of(z)),
        new Binding(binding.name() + ".norm", op.norm(), normed, binding.outputs().subList(0, 3)));
  }

  /** The convolution as it is with the norm in its weight: straight to y. */
  public Binding product() {
    return new Binding(conv.name(), conv.op(), conv.inputs(), List.of(norm.output(0)));
  }

  /** Both of them, in order. */
  public List<Binding> inOrder() {
    return List.of(conv, norm);
  }
}
