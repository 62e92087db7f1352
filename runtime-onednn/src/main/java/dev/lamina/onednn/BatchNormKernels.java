package dev.lamina.onednn;

import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/**
 * Batch normalisation: one primitive, and the running averages in Java. The second statistic that
 * is kept for the backward kernel is the biased variance; the mask of a fused ReLU is the
 * primitive's workspace, one bit for each element.
 */
final class BatchNormKernels {

  private BatchNormKernels() {}

  static Kernel training(BatchNorm op, Binding binding, Workbench bench) {
    MemoryDesc map = bench.map(binding.input(0));
    MemoryDesc channels = bench.dense(binding.input(1));
    PrimitiveDesc desc = describe(op, map, bench);
    PrimitiveBuilder builder =
        desc.bind()
            .with(Argument.SOURCE, bench.memory(map, binding.input(0)))
            .with(Argument.SCALE, bench.memory(channels, binding.input(1)))
            .with(Argument.SHIFT, bench.memory(channels, binding.input(2)))
            .with(Argument.DESTINATION, bench.memory(map, binding.output(0)))
            .with(Argument.MEAN, bench.memory(channels, binding.output(1)))
            .with(Argument.VARIANCE, bench.memory(channels, binding.output(2)));
    if (op.relu()) {
      builder.with(Argument.WORKSPACE, bench.mask(desc.workspace(), binding.output(3)));
    }
    RunningAverages averages = new RunningAverages(op, binding, bench);
    return new FollowedKernel(new PrimitiveKernel(builder.build()), averages::update);
  }

  static Kernel backward(BatchNormGrad op, Binding binding, Workbench bench) {
    BatchNorm norm = op.norm();
    MemoryDesc map = bench.map(binding.input(0));
    MemoryDesc channels = bench.dense(binding.input(2));
    PrimitiveDesc desc =
        bench
            .normalizations()
            .backward(
                map, map, map, (float) norm.epsilon(), norm.relu(), describe(norm, map, bench));
    PrimitiveBuilder builder =
        desc.bind()
            .with(Argument.SOURCE, bench.memory(map, binding.input(0)))
            .with(Argument.DESTINATION_GRADIENT, bench.memory(map, binding.input(1)))
            .with(Argument.SCALE, bench.memory(channels, binding.input(2)))
            .with(Argument.MEAN, bench.memory(channels, binding.input(4)))
            .with(Argument.VARIANCE, bench.memory(channels, binding.input(5)))
            .with(Argument.SOURCE_GRADIENT, bench.memory(map, binding.output(0)))
            .with(Argument.SCALE_GRADIENT, bench.memory(channels, binding.output(1)))
            .with(Argument.SHIFT_GRADIENT, bench.memory(channels, binding.output(2)));
    if (norm.relu()) {
      builder.with(Argument.WORKSPACE, bench.mask(desc.workspace(), binding.input(6)));
    }
    return new PrimitiveKernel(builder.build());
  }

  static Kernel inference(BatchNormInference op, Binding binding, Workbench bench) {
    MemoryDesc map = bench.map(binding.input(0));
    MemoryDesc channels = bench.dense(binding.input(1));
    return new PrimitiveKernel(
        bench
            .normalizations()
            .inference(map, map, (float) op.epsilon(), op.relu())
            .bind()
            .with(Argument.SOURCE, bench.memory(map, binding.input(0)))
            .with(Argument.SCALE, bench.memory(channels, binding.input(1)))
            .with(Argument.SHIFT, bench.memory(channels, binding.input(2)))
            .with(Argument.MEAN, bench.memory(channels, binding.input(3)))
            .with(Argument.VARIANCE, bench.memory(channels, binding.input(4)))
            .with(Argument.DESTINATION, bench.memory(map, binding.output(0)))
            .build());
  }

  private static PrimitiveDesc describe(BatchNorm op, MemoryDesc map, Workbench bench) {
    return bench.normalizations().training(map, map, (float) op.epsilon(), op.relu());
  }
}
