package dev.lamina.onednn;

import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.AvgPoolGrad;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.PoolingKind;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Average pooling: one pooling primitive. */
final class AvgPoolKernels {

  private AvgPoolKernels() {}

  static Kernel forward(AvgPool op, Binding binding, Workbench bench) {
    PoolingKind kind = PoolingKind.AVERAGE_WITH_PADDING;
    Pooling pooling = Pooling.of(kind, op.window(), binding.input(0), binding.output(0), bench);
    return forward(pooling, binding, bench);
  }

  static Kernel backward(AvgPoolGrad op, Binding binding, Workbench bench) {
    PoolingKind kind = PoolingKind.AVERAGE_WITH_PADDING;
    Pooling pooling =
        Pooling.of(kind, op.pool().window(), binding.output(0), binding.input(0), bench);
    return backward(pooling, binding, bench);
  }

  static Kernel forward(Pooling pooling, Binding binding, Workbench bench) {
    return new PrimitiveKernel(
        pooling
            .forward(bench, false)
            .bind()
            .with(Argument.SOURCE, bench.memory(pooling.source(), binding.input(0)))
            .with(Argument.DESTINATION, bench.memory(pooling.destination(), binding.output(0)))
            .build());
  }

  static Kernel backward(Pooling pooling, Binding binding, Workbench bench) {
    return new PrimitiveKernel(
        pooling
            .backward(bench)
            .bind()
            .with(
                Argument.DESTINATION_GRADIENT,
                bench.memory(pooling.destination(), binding.input(0)))
            .with(Argument.SOURCE_GRADIENT, bench.memory(pooling.source(), binding.output(0)))
            .build());
  }
}
