package dev.lamina.runtime.reference;

import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Channel shuffle: the channels of each pixel as a matrix, transposed. */
final class ChannelShuffleKernels {

  private ChannelShuffleKernels() {}

  static Kernel forward(ChannelShuffle op, Binding binding) {
    Reals x = Reals.of(binding.input(0));
    Reals y = Reals.of(binding.output(0));
    int channels = binding.input(0).shape().channels();
    int groups = op.groups();
    int width = channels / groups;
    return () -> {
      for (int row = 0; row < x.length(); row += channels) {
        for (int channel = 0; channel < channels; channel++) {
          y.set(row + channel, x.get(row + channel % groups * width + channel / groups));
        }
      }
    };
  }
}
