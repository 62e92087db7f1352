package dev.lamina.onednn;

import dev.lamina.graph.op.NextStep;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** The end of a training step, in Java: its number and its metrics. */
final class StepKernels {

  private StepKernels() {}

  static Kernel next(NextStep op, Binding binding, Workbench bench) {
    IntBuffer random = bench.integers(binding.input(0));
    FloatBuffer hyperparameters = bench.floats(binding.input(1));
    FloatBuffer metrics = bench.floats(binding.input(2));
    FloatBuffer earlier = bench.floats(binding.input(3));
    int kept = Math.toIntExact(binding.input(3).elements() / 2);
    return () -> {
      int place = 2 * (random.get(1) % kept);
      earlier.put(place, metrics.get(0));
      earlier.put(place + 1, metrics.get(1));
      random.put(1, random.get(1) + 1);
      hyperparameters.put(1, hyperparameters.get(1) + 1);
    };
  }
}
