package dev.lamina.runtime.reference;

import dev.lamina.graph.op.Add;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Sums of tensors. */
final class AddKernels {

  private AddKernels() {}

  static Kernel forward(Add op, Binding binding) {
    Reals[] terms = binding.inputs().stream().map(Reals::of).toArray(Reals[]::new);
    Reals y = Reals.of(binding.output(0));
    return () -> {
      for (int i = 0; i < y.length(); i++) {
        y.set(i, Functions.value(op.function(), sum(terms, i)));
      }
    };
  }

  private static double sum(Reals[] terms, int i) {
    double sum = 0;
    for (Reals term : terms) {
      sum += term.get(i);
    }
    return sum;
  }
}
