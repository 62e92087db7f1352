package dev.lamina.runtime.reference;

import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Max-pooling. A NaN under the window wins, so that a diverged network shows. */
final class MaxPoolKernels {

  private MaxPoolKernels() {}

  static Kernel forward(MaxPool op, Binding binding) {
    return binding.outputs().size() == 2 ? training(op, binding) : inference(op, binding);
  }

  private static Kernel inference(MaxPool op, Binding binding) {
    WindowSweep sweep = WindowSweep.of(op.window(), binding.input(0), binding.output(0));
    int channels = sweep.in().channels();
    Reals x = Reals.of(binding.input(0));
    Reals y = Reals.of(binding.output(0));
    WindowSweep.Visitor keepLargest =
        (xAt, yAt, tap) -> {
          for (int c = 0; c < channels; c++) {
            y.set(yAt + c, Math.max(y.get(yAt + c), x.get(xAt + c)));
          }
        };
    return () -> {
      y.fill(Double.NEGATIVE_INFINITY);
      sweep.run(keepLargest);
    };
  }

  private static Kernel training(MaxPool op, Binding binding) {
    WindowSweep sweep = WindowSweep.of(op.window(), binding.input(0), binding.output(0));
    int channels = sweep.in().channels();
    Reals x = Reals.of(binding.input(0));
    Reals y = Reals.of(binding.output(0));
    Positions positions = Positions.of(op, binding.output(1));
    WindowSweep.Visitor keepLargest =
        (xAt, yAt, tap) -> {
          for (int c = 0; c < channels; c++) {
            double value = x.get(xAt + c);
            if (value > y.get(yAt + c) || Double.isNaN(value)) {
              y.set(yAt + c, value);
              positions.set(yAt + c, tap);
            }
          }
        };
    return () -> {
      y.fill(Double.NEGATIVE_INFINITY);
      positions.clear();
      sweep.run(keepLargest);
    };
  }

  static Kernel backward(MaxPoolGrad op, Binding binding) {
    WindowSweep sweep = WindowSweep.of(op.pool().window(), binding.output(0), binding.input(0));
    int channels = sweep.in().channels();
    Reals dy = Reals.of(binding.input(0));
    Positions positions = Positions.of(op.pool(), binding.input(1));
    Reals dx = Reals.of(binding.output(0));
    WindowSweep.Visitor giveToLargest =
        (xAt, yAt, tap) -> {
          for (int c = 0; c < channels; c++) {
            if (positions.get(yAt + c) == tap) {
              dx.add(xAt + c, dy.get(yAt + c));
            }
          }
        };
    return () -> {
      dx.fill(0);
      sweep.run(giveToLargest);
    };
  }
}
