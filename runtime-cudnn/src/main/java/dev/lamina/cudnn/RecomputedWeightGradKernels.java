package dev.lamina.cudnn;

import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.RecomputedBinding;
import java.util.List;

/** The norm as a whole, then the gradient: a launch for every few images would cost more. */
final class RecomputedWeightGradKernels {

  private RecomputedWeightGradKernels() {}

  static Kernel backward(RecomputedWeightGrad op, Binding binding, Workbench bench) {
    RecomputedBinding parts = RecomputedBinding.of(op, binding);
    Kernel norm = Lowerings.lower(parts.norm(), bench);
    Kernel grad = Lowerings.lower(parts.grad(), bench);
    return new GpuKernel(
        norm.implementation() + ", " + grad.implementation(), List.of(norm::run, grad::run));
  }
}
