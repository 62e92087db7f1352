package dev.lamina.onednn;

import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/**
 * The average over all pixels: a pooling whose window is the whole map. oneDNN's reduction would
 * say the same, but only its reference code can do it.
 */
final class GlobalAvgPoolKernels {

  private GlobalAvgPoolKernels() {}

  static Kernel forward(Binding binding, Workbench bench) {
    Pooling pooling = Pooling.global(binding.input(0), binding.output(0), bench);
    return AvgPoolKernels.forward(pooling, binding, bench);
  }

  static Kernel backward(Binding binding, Workbench bench) {
    Pooling pooling = Pooling.global(binding.output(0), binding.input(0), bench);
    return AvgPoolKernels.backward(pooling, binding, bench);
  }
}
