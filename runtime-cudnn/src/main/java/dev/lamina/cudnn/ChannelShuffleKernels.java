package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;

/**
 * Channel shuffle: each element from its place in the transposed matrix of its pixel's channels.
 */
final class ChannelShuffleKernels {

  private ChannelShuffleKernels() {}

  static Kernel forward(ChannelShuffle op, Binding binding, Workbench bench) {
    Tensor y = binding.output(0);
    Arguments arguments =
        new Arguments()
            .address(bench.address(y))
            .address(bench.address(binding.input(0)))
            .integer(bench.count(y))
            .integer(y.shape().channels())
            .integer(op.groups());
    return GpuKernel.own(bench.elementwise("shuffleChannels", bench.count(y), arguments));
  }
}
