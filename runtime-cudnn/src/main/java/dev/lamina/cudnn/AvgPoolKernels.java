package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.AveragePool;
import dev.lamina.cudnn.cuda.PoolWindow;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.AvgPoolGrad;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.List;

/** Average pooling; the divisor is the whole window's area, padding included. */
final class AvgPoolKernels {

  private AvgPoolKernels() {}

  static Kernel forward(AvgPool op, Binding binding, Workbench bench) {
    return forward(window(op.window()), binding, bench);
  }

  static Kernel backward(AvgPoolGrad op, Binding binding, Workbench bench) {
    return backward(window(op.pool().window()), binding, bench);
  }

  private static PoolWindow window(Window window) {
    return new PoolWindow(window.kernel(), window.kernel(), window.padding(), window.stride());
  }

  static Kernel forward(PoolWindow window, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Tensor y = binding.output(0);
    AveragePool pool = new AveragePool(bench.dnn(), bench.map(x), bench.map(y), window);
    Address from = bench.address(x);
    Address to = bench.address(y);
    return new GpuKernel("cudnn:average", List.of(() -> pool.forward(from, to)));
  }

  static Kernel backward(PoolWindow window, Binding binding, Workbench bench) {
    Tensor dy = binding.input(0);
    Tensor dx = binding.output(0);
    AveragePool pool = new AveragePool(bench.dnn(), bench.map(dx), bench.map(dy), window);
    Address from = bench.address(dy);
    Address to = bench.address(dx);
    return new GpuKernel("cudnn:average", List.of(() -> pool.backward(from, to)));
  }
}
