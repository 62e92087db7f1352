package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** The end of a training step: its number and its metrics. */
final class StepKernels {

  private StepKernels() {}

  static Kernel next(Binding binding) {
    Ints random = Ints.of(binding.input(0));
    Reals hyperparameters = Reals.of(binding.input(1));
    Reals metrics = Reals.of(binding.input(2));
    Reals earlier = Reals.of(binding.input(3));
    int kept = Math.toIntExact(binding.input(3).elements() / 2);
    return () -> {
      int place = 2 * (random.get(1) % kept);
      earlier.set(place, metrics.get(0));
      earlier.set(place + 1, metrics.get(1));
      random.set(1, random.get(1) + 1);
      hyperparameters.add(1, 1);
    };
  }
}
