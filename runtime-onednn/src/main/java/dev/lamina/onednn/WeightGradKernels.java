package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.List;

/**
 * The gradients of a convolution's weight and bias, in the parameter's own order: one primitive,
 * which may be that of a linear layer, or of a convolution in the other direction.
 */
final class WeightGradKernels {

  private WeightGradKernels() {}

  static Kernel convolution(Conv2dWeightGrad op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    WeightGradCode code = WeightGradCode.of(op.conv(), x.shape(), bench.real());
    if (op.conv().bias() && code.isProduct()) {
      return apart(op.conv(), binding, bench);
    }
    if (code.isLinear()) {
      InnerProduct product = InnerProduct.ofPixels(op.conv(), x, binding.input(1), bench);
      return LinearKernels.weightGrad(product, binding, bench);
    }
    return code.isExchanged()
        ? exchanged(op.conv(), binding, bench)
        : convolved(op.conv(), binding, bench);
  }

  /** The bias by itself. */
  private static Kernel apart(Conv2d op, Binding binding, Workbench bench) {
    Binding ofWeight =
        new Binding(
            binding.name(),
            new Conv2dWeightGrad(op.withBias(false)),
            binding.inputs(),
            List.of(binding.output(0)));
    return new SequenceKernel(
        List.of(
            Lowerings.lower(ofWeight, bench),
            ChannelSums.of(binding.input(1), binding.output(1), bench)));
  }

  private static Kernel convolved(Conv2d op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Tensor dy = binding.input(1);
    Tensor dweight = binding.output(0);
    Convolution convolution = Convolution.of(op, x, dweight.shape(), dy, bench);
    PrimitiveDesc desc = convolution.backwardWeights(bench);
    Memory plain = bench.memory(convolution.plainWeights(), dweight);
    Memory result = result(desc.weightsGradient(), plain, bench);
    PrimitiveBuilder builder = bind(convolution, desc, x, dy, result, bench);
    convolution
        .bias()
        .ifPresent(
            bias -> builder.with(Argument.BIAS_GRADIENT, bench.memory(bias, binding.output(1))));
    return copied(builder.build(), result, plain, bench);
  }

  /**
   * As that of the convolution from y's channels to those of x, which meets the same products of
   * pixels: a step from x to dy is the opposite one from dy to x.
   */
  private static Kernel exchanged(Conv2d op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Tensor dy = binding.input(1);
    Tensor dweight = binding.output(0);
    int kernel = op.window().kernel();
    Conv2d opposite = new Conv2d(x.shape().channels(), op.window(), 1, false);
    Shape weight = Shape.of(opposite.filters(), op.filters(), kernel, kernel);
    Convolution convolution = Convolution.of(opposite, dy, weight, x, bench);
    PrimitiveDesc desc = convolution.backwardWeights(bench);
    MirroredWeight mirror =
        new MirroredWeight(bench.floats(dweight), dweight.shape(), bench.context());
    Memory result = result(desc.weightsGradient(), mirror.memory(), bench);
    BoundPrimitive primitive = bind(convolution, desc, dy, x, result, bench).build();
    return SurroundedKernel.followed(
        copied(primitive, result, mirror.memory(), bench), mirror::restore);
  }

  private static PrimitiveBuilder bind(
      Convolution convolution,
      PrimitiveDesc desc,
      Tensor source,
      Tensor destinationGradient,
      Memory result,
      Workbench bench) {
    return desc.bind()
        .with(Argument.SOURCE, bench.memory(convolution.source(), source))
        .with(
            Argument.DESTINATION_GRADIENT,
            bench.memory(convolution.destination(), destinationGradient))
        .with(Argument.WEIGHTS_GRADIENT, result);
  }

  /** Where the primitive writes: straight to where it should where the layouts agree. */
  private static Memory result(MemoryDesc wanted, Memory plain, Workbench bench) {
    return wanted.sameAs(plain.desc()) ? plain : bench.scratch().reserve(wanted);
  }

  private static Kernel copied(
      BoundPrimitive primitive, Memory result, Memory plain, Workbench bench) {
    return result == plain
        ? new PrimitiveKernel(primitive)
        : new PrimitiveKernel(primitive, bench.copy(result, plain));
  }
}
