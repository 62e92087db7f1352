package dev.lamina.runtime.reference;

import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.AvgPoolGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Average pooling; the divisor is the whole window's area, padding included. */
final class AvgPoolKernels {

  private AvgPoolKernels() {}

  static Kernel forward(AvgPool op, Binding binding) {
    WindowSweep sweep = WindowSweep.of(op.window(), binding.input(0), binding.output(0));
    int channels = sweep.in().channels();
    double share = 1.0 / op.window().area();
    Reals x = Reals.of(binding.input(0));
    Reals y = Reals.of(binding.output(0));
    WindowSweep.Visitor average =
        (xAt, yAt, tap) ->
            Loops.addScaled(share, x.data(), x.at() + xAt, y.data(), y.at() + yAt, channels);
    return () -> {
      y.fill(0);
      sweep.run(average);
    };
  }

  static Kernel backward(AvgPoolGrad op, Binding binding) {
    WindowSweep sweep = WindowSweep.of(op.pool().window(), binding.output(0), binding.input(0));
    int channels = sweep.in().channels();
    double share = 1.0 / op.pool().window().area();
    Reals dy = Reals.of(binding.input(0));
    Reals dx = Reals.of(binding.output(0));
    WindowSweep.Visitor spread =
        (xAt, yAt, tap) ->
            Loops.addScaled(share, dy.data(), dy.at() + yAt, dx.data(), dx.at() + xAt, channels);
    return () -> {
      dx.fill(0);
      sweep.run(spread);
    };
  }
}
