package dev.lamina.onednn;

import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;

/** Fully connected layers: one inner-product primitive. */
final class LinearKernels {

  private LinearKernels() {}

  static Kernel forward(Linear op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Tensor weight = binding.input(1);
    Tensor y = binding.output(0);
    InnerProduct product = InnerProduct.of(op, x, weight, y, bench);
    PackedWeight packed = packed(product, weight, bench);
    PrimitiveBuilder builder =
        product
            .forward(bench)
            .bind()
            .with(Argument.SOURCE, bench.memory(product.source(), x))
            .with(Argument.WEIGHTS, packed.memory())
            .with(Argument.DESTINATION, bench.memory(product.destination(), y));
    product
        .bias()
        .ifPresent(bias -> builder.with(Argument.BIAS, bench.memory(bias, binding.input(2))));
    return new WeightedKernel(packed, builder.build());
  }

  static Kernel inputGrad(LinearInputGrad op, Binding binding, Workbench bench) {
    Tensor dy = binding.input(0);
    Tensor weight = binding.input(1);
    Tensor dx = binding.output(0);
    InnerProduct product = InnerProduct.of(op.linear(), dx, weight, dy, bench);
    PackedWeight packed = packed(product, weight, bench);
    return new WeightedKernel(
        packed,
        product
            .backwardData(bench)
            .bind()
            .with(Argument.DESTINATION_GRADIENT, bench.memory(product.destination(), dy))
            .with(Argument.WEIGHTS, packed.memory())
            .with(Argument.SOURCE_GRADIENT, bench.memory(product.source(), dx))
            .build());
  }

  private static PackedWeight packed(InnerProduct product, Tensor weight, Workbench bench) {
    return bench.packedWeights().get(weight, product.plainWeights(), product.weights());
  }

  static Kernel weightGrad(LinearWeightGrad op, Binding binding, Workbench bench) {
    InnerProduct product =
        InnerProduct.of(op.linear(), binding.input(0), binding.output(0), binding.input(1), bench);
    return weightGrad(product, binding, bench);
  }

  /** Inputs x and dy, outputs dweight and perhaps dbias, of any layer that is such a product. */
  static Kernel weightGrad(InnerProduct product, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Tensor dy = binding.input(1);
    Tensor dweight = binding.output(0);
    PrimitiveBuilder builder =
        product
            .backwardWeights(bench)
            .bind()
            .with(Argument.SOURCE, bench.memory(product.source(), x))
            .with(Argument.DESTINATION_GRADIENT, bench.memory(product.destination(), dy))
            .with(Argument.WEIGHTS_GRADIENT, bench.memory(product.plainWeights(), dweight));
    product
        .bias()
        .ifPresent(
            bias -> builder.with(Argument.BIAS_GRADIENT, bench.memory(bias, binding.output(1))));
    return new PrimitiveKernel(builder.build());
  }
}
