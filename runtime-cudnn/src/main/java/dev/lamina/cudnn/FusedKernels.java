package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.kernel.KernelText;
import dev.lamina.graph.op.DropoutDraw;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Chains of elementwise ops: one launch of the kernel that the compiler wrote for each. */
final class FusedKernels {

  private FusedKernels() {}

  static Kernel forward(Fused op, Binding binding, Workbench bench) {
    Arguments arguments = new Arguments();
    binding.outputs().forEach(output -> arguments.address(bench.address(output)));
    binding.inputs().forEach(input -> arguments.address(bench.address(input)));
    op.steps().forEach(step -> constants(step, arguments));
    int n = bench.count(binding.output(0));
    return GpuKernel.own(bench.fused(op, n, arguments.integer(n)));
  }

  /** In the order of {@link KernelText}'s parameters. */
  private static void constants(FusedStep step, Arguments arguments) {
    if (step instanceof FusedStep.Draw draw) {
      arguments.integer(draw.stream()).integer(DropoutDraw.threshold(draw.rate()));
    } else if (step instanceof FusedStep.Drop drop) {
      arguments.real(drop.scale());
    }
  }
}
