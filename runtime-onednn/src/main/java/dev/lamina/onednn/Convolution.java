package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.onednn.primitive.Attributes;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.Geometry;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Tensor;
import java.util.Optional;

/**
 * One convolution in oneDNN's terms: the forward kernel and the two gradients describe it alike.
 *
 * @param source layout of x and dx
 * @param plainWeights layout of the weight in the parameter arena: (O,I,K,K), or (G,O/G,I/G,K,K)
 * @param anyWeights the same dimensions in the precision of kernels, the layout left to the
 *     implementation
 * @param anyGradient the same for the weights' gradient, which is float32 always
 * @param bias layout of the bias, if there is one
 * @param destination layout of y and dy
 * @param geometry stride and padding
 * @param code which code computes it
 */
record Convolution(
    MemoryDesc source,
    MemoryDesc plainWeights,
    MemoryDesc anyWeights,
    MemoryDesc anyGradient,
    Optional<MemoryDesc> bias,
    MemoryDesc destination,
    Geometry geometry,
    ConvolutionCode code) {

  static Convolution of(Conv2d op, Tensor x, Shape weight, Tensor y, Workbench bench) {
    long[] dims = weightDims(op, weight);
    DataType type = DataType.FLOAT32;
    ConvolutionCode code = ConvolutionCode.of(op, x.shape(), bench.real());
    return new Convolution(
        map(x, code, bench),
        bench.context().dense(type, dims),
        bench.context().any(bench.real(), dims),
        bench.context().any(type, dims),
        op.bias() ? Optional.of(bench.context().dense(type, op.filters())) : Optional.empty(),
        map(y, code, bench),
        Sweep.of(op.window(), x),
        code);
  }

  private static MemoryDesc map(Tensor tensor, ConvolutionCode code, Workbench bench) {
    return code.inBlocks() ? bench.blockedMap(tensor) : bench.map(tensor);
  }

  private static long[] weightDims(Conv2d op, Shape weight) {
    long channels = weight.dim(1);
    long kernel = op.window().kernel();
    if (op.groups() == 1) {
      return new long[] {op.filters(), channels, kernel, kernel};
    }
    return new long[] {op.groups(), op.filters() / op.groups(), channels, kernel, kernel};
  }

  PrimitiveDesc forward(Workbench bench, Attributes attributes) {
    return code.forward().of(() -> describe(bench, attributes));
  }

  /** Adds y to what lies in its place. */
  PrimitiveDesc added(Workbench bench) {
    return code.added().of(() -> describe(bench, bench.attributes().sum()));
  }

  private PrimitiveDesc describe(Workbench bench, Attributes attributes) {
    return bench
        .convolutions()
        .forward(source, anyWeights, bias, destination, geometry, attributes);
  }

  PrimitiveDesc backwardData(Workbench bench) {
    PrimitiveDesc forward = describe(bench, bench.attributes());
    return code.inputGrad()
        .of(
            () ->
                bench
                    .convolutions()
                    .backwardData(
                        source, anyWeights, destination, geometry, forward, bench.attributes()));
  }

  PrimitiveDesc backwardWeights(Workbench bench) {
    PrimitiveDesc forward = describe(bench, bench.attributes());
    return code.weightGrad()
        .convolution()
        .of(
            () ->
                bench
                    .convolutions()
                    .backwardWeights(
                        source,
                        anyGradient,
                        bias,
                        destination,
                        geometry,
                        forward,
                        bench.attributes()));
  }
}
