package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;

/** Max-pooling, by kernels of our own: cuDNN keeps no positions. */
final class MaxPoolKernels {
  /** A byte holds the positions of smaller windows, and the mark for none. */
  private static final int WIDE_AREA = 256;

  private MaxPoolKernels() {}

  static Kernel forward(MaxPool op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Tensor y = binding.output(0);
    boolean training = binding.outputs().size() == 2;
    Address mask = training ? bench.address(binding.output(1)) : Address.none();
    bench.count(x);
    Arguments arguments =
        new Arguments().address(bench.address(y)).address(mask).address(bench.address(x));
    sizes(arguments.integer(bench.count(y)), x.shape(), y.shape(), op.window());
    return GpuKernel.own(bench.elementwise("maxPool", bench.count(y), arguments));
  }

  static Kernel backward(MaxPoolGrad op, Binding binding, Workbench bench) {
    Tensor dy = binding.input(0);
    Tensor dx = binding.output(0);
    bench.count(dy);
    Arguments arguments =
        new Arguments()
            .address(bench.address(dx))
            .address(bench.address(dy))
            .address(bench.address(binding.input(1)))
            .integer(bench.count(dx));
    sizes(arguments, dx.shape(), dy.shape(), op.pool().window());
    return GpuKernel.own(bench.elementwise("maxPoolGrad", bench.count(dx), arguments));
  }

  private static void sizes(Arguments arguments, Shape x, Shape y, Window window) {
    arguments
        .integer(x.channels())
        .integer(x.height())
        .integer(x.width())
        .integer(y.height())
        .integer(y.width())
        .integer(window.kernel())
        .integer(window.stride())
        .integer(window.padding())
        .integer(window.area() < WIDE_AREA ? 0 : 1);
  }
}
