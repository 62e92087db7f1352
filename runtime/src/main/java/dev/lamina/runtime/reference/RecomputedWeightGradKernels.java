package dev.lamina.runtime.reference;

import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.RecomputedBinding;

/** The norm as a whole, then the gradient. */
final class RecomputedWeightGradKernels {

  private RecomputedWeightGradKernels() {}

  static Kernel backward(RecomputedWeightGrad op, Binding binding, Workspace workspace) {
    RecomputedBinding parts = RecomputedBinding.of(op, binding);
    Kernel norm = Lowerings.lower(parts.norm(), workspace);
    Kernel grad = Lowerings.lower(parts.grad(), workspace);
    return () -> {
      norm.run();
      grad.run();
    };
  }
}
