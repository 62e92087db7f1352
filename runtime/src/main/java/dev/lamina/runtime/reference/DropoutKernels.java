package dev.lamina.runtime.reference;

import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.DropoutDraw;
import dev.lamina.graph.op.DropoutGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Dropout; the mask holds 1 for an element that is kept, else 0. */
final class DropoutKernels {

  private DropoutKernels() {}

  static Kernel forward(Dropout op, Binding binding) {
    Reals x = Reals.of(binding.input(0));
    Ints random = Ints.of(binding.input(1));
    Reals y = Reals.of(binding.output(0));
    Mask mask = Mask.of(binding.output(1));
    int threshold = DropoutDraw.threshold(op.rate());
    double scale = 1 / (1 - op.rate());
    return () -> {
      int key = DropoutDraw.key(random.get(0), random.get(1), op.stream());
      for (int i = 0; i < x.length(); i++) {
        boolean kept = DropoutDraw.keeps(key, i, threshold);
        mask.set(i, kept);
        y.set(i, kept ? x.get(i) * scale : 0);
      }
    };
  }

  static Kernel backward(DropoutGrad op, Binding binding) {
    Reals dy = Reals.of(binding.input(0));
    Mask mask = Mask.of(binding.input(1));
    Reals dx = Reals.of(binding.output(0));
    double scale = 1 / (1 - op.dropout().rate());
    return () -> {
      for (int i = 0; i < dy.length(); i++) {
        dx.set(i, mask.get(i) ? dy.get(i) * scale : 0);
      }
    };
  }
}
