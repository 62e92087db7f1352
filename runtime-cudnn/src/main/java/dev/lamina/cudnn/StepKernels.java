package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.op.NextStep;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** The end of a training step: its number and its metrics. */
final class StepKernels {

  private StepKernels() {}

  static Kernel next(NextStep op, Binding binding, Workbench bench) {
    Arguments arguments =
        new Arguments()
            .address(bench.address(binding.input(0)))
            .address(bench.address(binding.input(1)))
            .address(bench.address(binding.input(2)))
            .address(bench.address(binding.input(3)))
            .integer(bench.count(binding.input(3)) / 2);
    return GpuKernel.own(bench.launch("nextStep", 1, arguments));
  }
}
