package dev.lamina.onednn;

import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.JoinedBinding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Norm and 1x1 convolution of maps side by side: the norm takes them as one image in blocks of 16
 * channels ({@link JoinedMaps}), and so are y and dy arranged. Where they do not lie so, they are
 * concatenated.
 */
final class JoinedConv2dKernels {
  private final JoinedConv2d op;
  private final JoinedMaps x;
  private final Workbench bench;
  private final MemoryDesc map;

  private JoinedConv2dKernels(JoinedConv2d op, JoinedMaps x, Workbench bench) {
    this.op = op;
    this.x = x;
    this.bench = bench;
    this.map = x.blocks(x.channels(), bench);
  }

  static Kernel forward(JoinedConv2d op, Binding binding, Workbench bench) {
    return JoinedMaps.of(binding.inputs().subList(0, op.parts()))
        .map(x -> new JoinedConv2dKernels(op, x, bench).forward(binding))
        .orElseGet(() -> ApartKernels.inTurn(binding, bench));
  }

  private PrimitiveDesc training(MemoryDesc maps, boolean relu) {
    return bench.normalizations().training(maps, maps, epsilon(), relu);
  }

  private float epsilon() {
    return (float) op.norm().epsilon();
  }

  private Kernel forward(Binding binding) {
    JoinedBinding parts = JoinedBinding.of(op, binding);
    Tensor weight = parts.conv().input(1);
    JoinedProduct product = JoinedProduct.of(op.conv(), x, x.count(), weight, bench);
    int known = op.firstKnown();
    Kernel norm =
        op.known() > 0
            ? normOfKnown(parts.norm(), binding.input(known), binding.input(known + 1))
            : norm(parts.norm());
    return new SequenceKernel(
        List.of(norm, product.forward(parts.conv().input(0), parts.conv().output(0))));
  }

  private Kernel norm(Binding binding) {
    RunningAverages averages = new RunningAverages(op.norm(), binding, bench);
    return SurroundedKernel.followed(
        new PrimitiveKernel(normalised(training(map, true), binding)), averages::update);
  }

  /**
   * Statistics of maps that a norm has read before are known. Those of the others are taken by a
   * norm of these alone, of which nothing else is kept.
   */
  private Kernel normOfKnown(Binding binding, Tensor mean, Tensor second) {
    int maps = op.parts() - op.known();
    int channels = JoinedMaps.BLOCK * maps;
    MemoryDesc added = x.blocks(channels, bench);
    BoundPrimitive statistics =
        training(added, false)
            .bind()
            .with(Argument.SOURCE, bench.memory(added, x.first()))
            .with(Argument.SCALE, x.vector(binding.input(1), 0, maps, bench))
            .with(Argument.SHIFT, x.vector(binding.input(2), 0, maps, bench))
            .with(Argument.DESTINATION, bench.memory(added, binding.output(0)))
            .with(Argument.MEAN, x.vector(binding.output(1), 0, maps, bench))
            .with(Argument.VARIANCE, x.vector(binding.output(2), 0, maps, bench))
            .build();
    PrimitiveDesc given = bench.normalizations().trainingGiven(map, map, epsilon(), true);
    RunningAverages averages = new RunningAverages(op.norm(), binding, bench);
    return new SurroundedKernel(
        List.of(
            statistics,
            copied(mean, binding.output(1), channels),
            copied(second, binding.output(2), channels)),
        new PrimitiveKernel(normalised(given, binding)),
        List.of(averages::update));
  }

  /** Puts a vector into another one, from a channel on. */
  private Runnable copied(Tensor from, Tensor to, int first) {
    FloatBuffer source = bench.floats(from);
    FloatBuffer target = bench.floats(to);
    return () -> target.put(first, source, 0, source.capacity());
  }

  private BoundPrimitive normalised(PrimitiveDesc desc, Binding binding) {
    return desc.bind()
        .with(Argument.SOURCE, bench.memory(map, x.first()))
        .with(Argument.SCALE, vector(binding.input(1)))
        .with(Argument.SHIFT, vector(binding.input(2)))
        .with(Argument.DESTINATION, bench.memory(map, binding.output(0)))
        .with(Argument.MEAN, vector(binding.output(1)))
        .with(Argument.VARIANCE, vector(binding.output(2)))
        .with(Argument.WORKSPACE, bench.mask(desc.workspace(), binding.output(3)))
        .build();
  }

  private Memory vector(Tensor tensor) {
    return x.vector(tensor, 0, x.count(), bench);
  }
}
