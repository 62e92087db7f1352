package dev.lamina.onednn;

import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.PoolingKind;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Max-pooling: one pooling primitive; the mask is its workspace. */
final class MaxPoolKernels {

  private MaxPoolKernels() {}

  static Kernel forward(MaxPool op, Binding binding, Workbench bench) {
    boolean training = binding.outputs().size() == 2;
    Pooling pooling =
        Pooling.of(PoolingKind.MAXIMUM, op.window(), binding.input(0), binding.output(0), bench);
    PrimitiveDesc desc = pooling.forward(bench, training);
    PrimitiveBuilder builder =
        desc.bind()
            .with(Argument.SOURCE, bench.memory(pooling.source(), binding.input(0)))
            .with(Argument.DESTINATION, bench.memory(pooling.destination(), binding.output(0)));
    if (training) {
      builder.with(Argument.WORKSPACE, bench.mask(desc.workspace(), binding.output(1)));
    }
    return new PrimitiveKernel(builder.build());
  }

  static Kernel backward(MaxPoolGrad op, Binding binding, Workbench bench) {
    Pooling pooling =
        Pooling.of(
            PoolingKind.MAXIMUM, op.pool().window(), binding.output(0), binding.input(0), bench);
    PrimitiveDesc desc = pooling.backward(bench);
    return new PrimitiveKernel(
        desc.bind()
            .with(
                Argument.DESTINATION_GRADIENT,
                bench.memory(pooling.destination(), binding.input(0)))
            .with(Argument.WORKSPACE, bench.mask(desc.workspace(), binding.input(1)))
            .with(Argument.SOURCE_GRADIENT, bench.memory(pooling.source(), binding.output(0)))
            .build());
  }
}
