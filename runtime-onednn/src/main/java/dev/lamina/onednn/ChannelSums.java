package dev.lamina.onednn;

import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;

/**
 * The sums of a map's channels over the batch, which are the gradient of a bias: the product of a
 * row of ones and the map. oneDNN's large matrix products add biases' gradients up in plain loops,
 * and take ten times as long with one as without.
 */
final class ChannelSums {

  private ChannelSums() {}

  static Kernel of(Tensor map, Tensor sums, Workbench bench) {
    DataType type = bench.type(map);
    int channels = map.shape().channels();
    long pixels = map.elements() / channels;
    MemoryDesc ones = bench.context().dense(type, 1, 1, pixels);
    MemoryDesc rows = bench.context().dense(type, 1, pixels, channels);
    MemoryDesc row = bench.context().dense(DataType.FLOAT32, 1, 1, channels);
    PrimitiveDesc desc = Code.MATRICES.of(() -> bench.matrixProducts().product(ones, rows, row));
    return new PrimitiveKernel(
        desc.bind()
            .with(Argument.SOURCE, bench.ones(ones))
            .with(Argument.WEIGHTS, bench.memory(rows, map))
            .with(Argument.DESTINATION, bench.memory(row, sums))
            .build());
  }
}
