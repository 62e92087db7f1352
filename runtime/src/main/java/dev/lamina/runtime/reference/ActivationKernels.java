package dev.lamina.runtime.reference;

import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Activation functions, element by element. */
final class ActivationKernels {

  private ActivationKernels() {}

  static Kernel forward(Activation op, Binding binding) {
    Reals x = Reals.of(binding.input(0));
    Reals y = Reals.of(binding.output(0));
    return () -> {
      for (int i = 0; i < x.length(); i++) {
        y.set(i, Functions.value(op.function(), x.get(i)));
      }
    };
  }

  static Kernel backward(ActivationGrad op, Binding binding) {
    Reals saved = Reals.of(binding.input(0));
    Reals dy = Reals.of(binding.input(1));
    Reals dx = Reals.of(binding.output(0));
    return () -> {
      for (int i = 0; i < dy.length(); i++) {
        dx.set(i, dy.get(i) * Functions.derivative(op.function(), saved.get(i)));
      }
    };
  }
}
