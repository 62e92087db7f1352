package dev.lamina.runtime.device;

import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.RecomputedWeightGrad;
import java.util.List;

/** Ops that are several others in one, for devices and others that know these. */
public final class Apart {

  private Apart() {}

  /**
   * What an op leaves behind: all outputs but those, the last ones, that are space for what it is
   * made of, or up to the device. Not every device touches these.
   */
  public static List<Tensor> results(Binding binding) {
    List<Tensor> outputs = binding.outputs();
    return outputs.subList(0, outputs.size() - spaces(binding.op()));
  }

  private static int spaces(Op op) {
    if (op instanceof JoinedConv2d || op instanceof RecomputedWeightGrad) {
      return 1;
    }
    boolean two =
        op instanceof JoinedConv2dGrad
            || op instanceof NormedConv2d
            || op instanceof NormedConv2dGrad;
    return two ? 2 : 0;
  }

  /** The bindings that a binding stands for, in order; itself, if its op is one. */
  public static List<Binding> of(Binding binding) {
    Op op = binding.op();
    if (op instanceof RecomputedWeightGrad recomputed) {
      RecomputedBinding parts = RecomputedBinding.of(recomputed, binding);
      return List.of(parts.norm(), parts.grad());
    }
    if (op instanceof JoinedConv2d joined) {
      return JoinedBinding.of(joined, binding).inOrder();
    }
    if (op instanceof JoinedConv2dGrad grad) {
      return JoinedGradBinding.of(grad, binding).inOrder();
    }
    if (op instanceof NormedConv2d normed) {
      return NormedBinding.of(normed, binding).inOrder();
    }
    return op instanceof NormedConv2dGrad grad
        ? NormedGradBinding.of(grad, binding).inOrder()
        : List.of(binding);
  }
}
