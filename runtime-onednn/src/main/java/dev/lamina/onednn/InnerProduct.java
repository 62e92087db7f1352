package dev.lamina.onednn;

import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Linear;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Tensor;
import java.util.Optional;

/**
 * One linear layer in oneDNN's terms: the forward kernel and the two gradients describe it alike.
 * Weights stay in the parameter's own order, since packing them gains nothing at these sizes; in
 * bfloat16 kernels read a rounded copy.
 *
 * @param source layout of x and dx (N,features)
 * @param plainWeights layout of the parameter (units,features) and of its gradient
 * @param weights the same in the precision of kernels
 * @param bias layout of the bias (units), if there is one
 * @param destination layout of y and dy (N,units)
 * @param weightGrad which code computes dweight
 */
record InnerProduct(
    MemoryDesc source,
    MemoryDesc plainWeights,
    MemoryDesc weights,
    Optional<MemoryDesc> bias,
    MemoryDesc destination,
    Code weightGrad) {

  static InnerProduct of(Linear op, Tensor x, Tensor weight, Tensor y, Workbench bench) {
    return new InnerProduct(
        bench.matrix(x),
        bench.context().dense(DataType.FLOAT32, dims(weight)),
        bench.context().dense(bench.real(), dims(weight)),
        bias(op.bias(), op.units(), bench),
        bench.matrix(y),
        Code.PROPOSED);
  }

  /** A 1x1 convolution without stride: a linear layer on every pixel. */
  static InnerProduct ofPixels(Conv2d op, Tensor x, Tensor y, Workbench bench) {
    int channels = x.shape().channels();
    return new InnerProduct(
        bench.pixels(x, channels),
        bench.context().dense(DataType.FLOAT32, op.filters(), channels),
        bench.context().dense(bench.real(), op.filters(), channels),
        bias(op.bias(), op.filters(), bench),
        bench.pixels(y, op.filters()),
        WeightGradCode.of(op, x.shape(), bench.real()).linear());
  }

  private static long[] dims(Tensor weight) {
    return new long[] {weight.shape().dim(0), weight.shape().dim(1)};
  }

  private static Optional<MemoryDesc> bias(boolean present, int units, Workbench bench) {
    return present ? Optional.of(bench.context().dense(DataType.FLOAT32, units)) : Optional.empty();
  }

  PrimitiveDesc forward(Workbench bench) {
    return bench.innerProducts().forward(source, weights, bias, destination);
  }

  PrimitiveDesc backwardData(Workbench bench) {
    return bench.innerProducts().backwardData(source, weights, destination, forward(bench));
  }

  PrimitiveDesc backwardWeights(Workbench bench) {
    PrimitiveDesc forward = forward(bench);
    return weightGrad.of(
        () ->
            bench
                .innerProducts()
                .backwardWeights(source, plainWeights, bias, destination, forward));
  }
}
