package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.PoolWindow;
import dev.lamina.graph.ir.Shape;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** The average over all pixels: a pool whose window is the map. */
final class GlobalAvgPoolKernels {

  private GlobalAvgPoolKernels() {}

  static Kernel forward(Binding binding, Workbench bench) {
    return AvgPoolKernels.forward(window(binding.input(0).shape()), binding, bench);
  }

  static Kernel backward(Binding binding, Workbench bench) {
    return AvgPoolKernels.backward(window(binding.output(0).shape()), binding, bench);
  }

  private static PoolWindow window(Shape map) {
    return new PoolWindow(map.height(), map.width(), 0, 1);
  }
}
