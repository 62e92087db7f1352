package dev.lamina.onednn;

import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;

/**
 * Channel shuffle: a copy that transposes the channels of each pixel. oneDNN's own shuffle knows
 * blocked layouts only and would run its reference code on channels-last maps.
 */
final class ChannelShuffleKernels {

  private ChannelShuffleKernels() {}

  static Kernel forward(ChannelShuffle op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    int channels = x.shape().channels();
    long rows = (long) x.batch() * x.shape().pixels();
    int width = channels / op.groups();
    long[] dims = {rows, op.groups(), width};
    MemoryDesc byGroup = strided(x, bench, dims, channels, width, 1);
    MemoryDesc inTurn = strided(x, bench, dims, channels, 1, op.groups());
    return new PrimitiveKernel(
        bench.copy(bench.memory(byGroup, x), bench.memory(inTurn, binding.output(0))));
  }

  private static MemoryDesc strided(Tensor x, Workbench bench, long[] dims, long... strides) {
    return bench.context().strided(bench.type(x), dims, strides);
  }
}
