package dev.lamina.onednn;

import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.onednn.primitive.Scratchpad;
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
    NormOperands operands = NormOperands.of(binding.input(0), bench);
    PrimitiveDesc desc = describe(op, operands.map(binding.input(0)), bench);
    Scratchpad place = bench.scratch();
    PrimitiveBuilder builder =
        desc.bind()
            .with(Argument.SOURCE, operands.input(binding.input(0), place))
            .with(Argument.SCALE, operands.input(binding.input(1)))
            .with(Argument.SHIFT, operands.input(binding.input(2)))
            .with(Argument.DESTINATION, operands.output(binding.output(0), place))
            .with(Argument.MEAN, operands.output(binding.output(1)))
            .with(Argument.VARIANCE, operands.output(binding.output(2)));
    if (op.relu()) {
      builder.with(Argument.WORKSPACE, bench.mask(desc.workspace(), binding.output(3)));
    }
    RunningAverages averages = new RunningAverages(op, binding, bench);
    return SurroundedKernel.followed(operands.around(builder.build()), averages::update);
  }

  static Kernel backward(BatchNormGrad op, Binding binding, Workbench bench) {
    BatchNorm norm = op.norm();
    NormOperands operands = NormOperands.of(binding.input(0), bench);
    MemoryDesc map = operands.map(binding.input(0));
    PrimitiveDesc desc =
        bench
            .normalizations()
            .backward(
                map, map, map, (float) norm.epsilon(), norm.relu(), describe(norm, map, bench));
    Scratchpad place = bench.secondScratch();
    PrimitiveBuilder builder =
        desc.bind()
            .with(Argument.SOURCE, operands.input(binding.input(0), bench.scratch()))
            .with(Argument.DESTINATION_GRADIENT, operands.input(binding.input(1), place))
            .with(Argument.SCALE, operands.input(binding.input(2)))
            .with(Argument.MEAN, operands.input(binding.input(4)))
            .with(Argument.VARIANCE, operands.input(binding.input(5)))
            .with(Argument.SOURCE_GRADIENT, operands.output(binding.output(0), place))
            .with(Argument.SCALE_GRADIENT, operands.output(binding.output(1)))
            .with(Argument.SHIFT_GRADIENT, operands.output(binding.output(2)));
    if (norm.relu()) {
      builder.with(Argument.WORKSPACE, bench.mask(desc.workspace(), binding.input(6)));
    }
    return operands.around(builder.build());
  }

  static Kernel recompute(BatchNormRecompute op, Binding binding, Workbench bench) {
    return given(op.norm().epsilon(), op.norm().relu(), binding, bench);
  }

  static Kernel inference(BatchNormInference op, Binding binding, Workbench bench) {
    return given(op.epsilon(), op.relu(), binding, bench);
  }

  /** With given mean and variance, the last two inputs. */
  private static Kernel given(double epsilon, boolean relu, Binding binding, Workbench bench) {
    NormOperands operands = NormOperands.of(binding.input(0), bench);
    MemoryDesc map = operands.map(binding.input(0));
    Scratchpad place = bench.scratch();
    return operands.around(
        bench
            .normalizations()
            .inference(map, map, (float) epsilon, relu)
            .bind()
            .with(Argument.SOURCE, operands.input(binding.input(0), place))
            .with(Argument.SCALE, operands.input(binding.input(1)))
            .with(Argument.SHIFT, operands.input(binding.input(2)))
            .with(Argument.MEAN, operands.input(binding.input(3)))
            .with(Argument.VARIANCE, operands.input(binding.input(4)))
            .with(Argument.DESTINATION, operands.output(binding.output(0), place))
            .build());
  }

  private static PrimitiveDesc describe(BatchNorm op, MemoryDesc map, Workbench bench) {
    return bench.normalizations().training(map, map, (float) op.epsilon(), op.relu());
  }
}
