package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** The count of training steps. */
final class StepKernels {

  private StepKernels() {}

  static Kernel next(Binding binding) {
    Ints random = Ints.of(binding.input(0));
    Reals hyperparameters = Reals.of(binding.input(1));
    return () -> {
      random.set(1, random.get(1) + 1);
      hyperparameters.add(1, 1);
    };
  }
}
