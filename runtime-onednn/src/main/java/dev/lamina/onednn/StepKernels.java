package dev.lamina.onednn;

import dev.lamina.graph.op.NextStep;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** The count of training steps, in Java. */
final class StepKernels {

  private StepKernels() {}

  static Kernel next(NextStep op, Binding binding, Workbench bench) {
    IntBuffer random = bench.integers(binding.input(0));
    FloatBuffer hyperparameters = bench.floats(binding.input(1));
    return () -> {
      random.put(1, random.get(1) + 1);
      hyperparameters.put(1, hyperparameters.get(1) + 1);
    };
  }
}
