package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.DropoutDraw;
import dev.lamina.graph.op.DropoutGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;

/** Dropout; the mask holds 1 for an element that is kept, else 0. */
final class DropoutKernels {

  private DropoutKernels() {}

  static Kernel forward(Dropout op, Binding binding, Workbench bench) {
    Tensor y = binding.output(0);
    Arguments arguments =
        new Arguments()
            .address(bench.address(y))
            .address(bench.address(binding.output(1)))
            .address(bench.address(binding.input(0)))
            .address(bench.address(binding.input(1)))
            .integer(bench.count(y))
            .integer(op.stream())
            .integer(DropoutDraw.threshold(op.rate()))
            .real(scale(op));
    return GpuKernel.own(bench.elementwise("dropout", bench.count(y), arguments));
  }

  static Kernel backward(DropoutGrad op, Binding binding, Workbench bench) {
    Tensor dx = binding.output(0);
    Arguments arguments =
        new Arguments()
            .address(bench.address(dx))
            .address(bench.address(binding.input(0)))
            .address(bench.address(binding.input(1)))
            .integer(bench.count(dx))
            .real(scale(op.dropout()));
    return GpuKernel.own(bench.elementwise("dropoutGrad", bench.count(dx), arguments));
  }

  private static double scale(Dropout op) {
    return 1 / (1 - op.rate());
  }
}
