package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.Attributes;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.onednn.primitive.Scratchpad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import java.util.Optional;

/** Convolution and its input gradient: one primitive, on weights packed as it wants them. */
final class Conv2dKernels {

  private Conv2dKernels() {}

  static Kernel forward(Conv2d op, Binding binding, Workbench bench) {
    if (ConvolutionCode.of(op, binding.input(0).shape(), bench.real()).isMirrored()) {
      return mirrored(op, binding, bench);
    }
    return forward(op, binding, bench, bench.attributes(), Optional.empty());
  }

  /** What follows is post-operations, or a sum of its own. */
  static Kernel fused(FusedConv2d op, Binding binding, Workbench bench) {
    if (op.sum() && !isPostOperation(op, binding, bench)) {
      return summed(op, binding, bench);
    }
    Attributes attributes = bench.attributes();
    if (op.sum()) {
      attributes.sum();
    }
    return forward(op.conv(), binding, bench, activated(op, attributes), Optional.empty());
  }

  /**
   * Whether the sum is best done by the convolution. A term in another place than the output takes
   * longer that way than the sum by itself; so does any in float32, but for 1x1 convolutions.
   */
  private static boolean isPostOperation(FusedConv2d op, Binding binding, Workbench bench) {
    return isInPlace(op, binding)
        && (bench.real() == DataType.BFLOAT16 || op.conv().window().kernel() == 1);
  }

  private static boolean isInPlace(FusedConv2d op, Binding binding) {
    return binding.output(0).sameMemory(binding.input(op.term()));
  }

  /** Where the term lies in the output's place, the convolution's result must lie elsewhere. */
  private static Kernel summed(FusedConv2d op, Binding binding, Workbench bench) {
    Tensor y = binding.output(0);
    MemoryDesc flat = bench.flat(y);
    Memory target = bench.memory(flat, y);
    boolean inPlace = isInPlace(op, binding);
    Optional<Scratchpad> aside = inPlace ? Optional.of(bench.scratch()) : Optional.empty();
    Memory convolved = inPlace ? bench.scratch().reserve(flat) : target;
    Kernel convolution = forward(op.conv(), binding, bench, bench.attributes(), aside);
    Kernel sum =
        new PrimitiveKernel(
            bench
                .elementwise()
                .add(flat, flat, flat, activated(op, bench.attributes()))
                .bind()
                .with(Argument.SOURCE, inPlace ? target : convolved)
                .with(
                    Argument.SECOND_SOURCE,
                    inPlace ? convolved : bench.memory(flat, binding.input(op.term())))
                .with(Argument.DESTINATION, target)
                .build());
    return new SequenceKernel(List.of(convolution, sum));
  }

  private static Attributes activated(FusedConv2d op, Attributes attributes) {
    return op.function() == ActivationFunction.IDENTITY
        ? attributes
        : attributes.eltwise(Functions.of(op.function()));
  }

  /**
   * A convolution with post-operations.
   *
   * @param aside where the result goes, if not to the output
   */
  private static Kernel forward(
      Conv2d op,
      Binding binding,
      Workbench bench,
      Attributes attributes,
      Optional<Scratchpad> aside) {
    Tensor x = binding.input(0);
    Tensor weight = binding.input(1);
    Tensor y = binding.output(0);
    Convolution convolution = Convolution.of(op, x, weight.shape(), y, bench);
    PrimitiveDesc desc = convolution.forward(bench, attributes);
    PackedWeight packed = packed(convolution, weight, desc, bench);
    PrimitiveBuilder builder =
        desc.bind()
            .with(Argument.SOURCE, bench.memory(convolution.source(), x))
            .with(Argument.WEIGHTS, packed.memory())
            .with(
                Argument.DESTINATION,
                aside
                    .map(place -> place.reserve(convolution.destination()))
                    .orElseGet(() -> bench.memory(convolution.destination(), y)));
    convolution
        .bias()
        .ifPresent(bias -> builder.with(Argument.BIAS, bench.memory(bias, binding.input(2))));
    return new WeightedKernel(packed, builder.build());
  }

  /**
   * A convolution as the input gradient of another one, from y's channels to those of x, whose
   * weights are the same in the opposite order.
   */
  private static Kernel mirrored(Conv2d op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Tensor weight = binding.input(1);
    Tensor y = binding.output(0);
    int kernel = op.window().kernel();
    Conv2d mirror = new Conv2d(x.shape().channels(), op.window(), 1, false);
    Shape mirrored = Shape.of(mirror.filters(), op.filters(), kernel, kernel);
    Convolution convolution = Convolution.of(mirror, y, mirrored, x, bench);
    PrimitiveDesc desc = convolution.backwardData(bench);
    return inputGrad(
        convolution, x, y, desc, bench.packedWeights().mirrored(weight, desc.weights()), bench);
  }

  static Kernel inputGrad(Conv2dInputGrad op, Binding binding, Workbench bench) {
    Tensor dy = binding.input(0);
    Tensor weight = binding.input(1);
    Tensor dx = binding.output(0);
    Convolution convolution = Convolution.of(op.conv(), dx, weight.shape(), dy, bench);
    PrimitiveDesc desc = convolution.backwardData(bench);
    return inputGrad(convolution, dy, dx, desc, packed(convolution, weight, desc, bench), bench);
  }

  /**
   * The input gradient of a 1x1 convolution, as the convolution of dy by the transposed weight:
   * oneDNN adds to what a convolution writes, but not to an input gradient.
   */
  static Kernel inputGradSum(Conv2dInputGradSum op, Binding binding, Workbench bench) {
    Tensor dy = binding.input(0);
    Tensor weight = binding.input(1);
    Tensor term = binding.input(Conv2dInputGradSum.TERM);
    Tensor dx = binding.output(0);
    Conv2d transposed = new Conv2d(dx.shape().channels(), op.conv().window(), 1, false);
    Shape shape = Shape.of(transposed.filters(), op.conv().filters(), 1, 1);
    Convolution convolution = Convolution.of(transposed, dy, shape, dx, bench);
    PrimitiveDesc desc = convolution.added(bench);
    PackedWeight packed = bench.packedWeights().mirrored(weight, desc.weights());
    Memory target = bench.memory(convolution.destination(), dx);
    BoundPrimitive primitive =
        desc.bind()
            .with(Argument.SOURCE, bench.memory(convolution.source(), dy))
            .with(Argument.WEIGHTS, packed.memory())
            .with(Argument.DESTINATION, target)
            .build();
    Kernel kernel = new WeightedKernel(packed, primitive);
    return dx.sameMemory(term)
        ? kernel
        : new SequenceKernel(
            List.of(
                new PrimitiveKernel(
                    bench.copy(bench.memory(convolution.destination(), term), target)),
                kernel));
  }

  private static Kernel inputGrad(
      Convolution convolution,
      Tensor dy,
      Tensor dx,
      PrimitiveDesc desc,
      PackedWeight packed,
      Workbench bench) {
    BoundPrimitive primitive =
        desc.bind()
            .with(Argument.DESTINATION_GRADIENT, bench.memory(convolution.destination(), dy))
            .with(Argument.WEIGHTS, packed.memory())
            .with(Argument.SOURCE_GRADIENT, bench.memory(convolution.source(), dx))
            .build();
    return new WeightedKernel(packed, primitive);
  }

  private static PackedWeight packed(
      Convolution convolution, Tensor weight, PrimitiveDesc desc, Workbench bench) {
    return bench.packedWeights().get(weight, convolution.plainWeights(), desc.weights());
  }
}
