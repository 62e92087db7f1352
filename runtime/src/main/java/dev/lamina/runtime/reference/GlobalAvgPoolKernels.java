package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** The average over all pixels of an example. */
final class GlobalAvgPoolKernels {

  private GlobalAvgPoolKernels() {}

  static Kernel forward(Binding binding) {
    int channels = binding.input(0).shape().channels();
    int pixels = binding.input(0).shape().pixels();
    Reals x = Reals.of(binding.input(0));
    Reals y = Reals.of(binding.output(0));
    return () -> {
      y.fill(0);
      for (int row = 0; row < x.length() / channels; row++) {
        int xAt = x.at() + row * channels;
        int yAt = y.at() + row / pixels * channels;
        Loops.addScaled(1.0 / pixels, x.data(), xAt, y.data(), yAt, channels);
      }
    };
  }

  static Kernel backward(Binding binding) {
    int channels = binding.output(0).shape().channels();
    int pixels = binding.output(0).shape().pixels();
    Reals dy = Reals.of(binding.input(0));
    Reals dx = Reals.of(binding.output(0));
    return () -> {
      dx.fill(0);
      for (int row = 0; row < dx.length() / channels; row++) {
        int dyAt = dy.at() + row / pixels * channels;
        int dxAt = dx.at() + row * channels;
        Loops.addScaled(1.0 / pixels, dy.data(), dyAt, dx.data(), dxAt, channels);
      }
    };
  }
}
