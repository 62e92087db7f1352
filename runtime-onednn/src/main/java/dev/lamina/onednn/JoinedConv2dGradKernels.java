package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.JoinedGradBinding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of norm and 1x1 convolution of maps side by side, which is that of each map by
 * itself. Large maps are taken one by one, so that dy need not leave the caches before the norm
 * reads it, nor dx before other readers' gradients are added; small ones all at once. What was
 * measured to gain by it are maps in bfloat16 ({@code docs/performance.md}).
 */
final class JoinedConv2dGradKernels {
  private static final int BLOCK = JoinedMaps.BLOCK;

  /** Bytes of a map that is worth kernels of its own. */
  private static final long LARGE = 2L << 20;

  /** Filters of which dz is so narrow that it can be read again for every map. */
  private static final int FEW_FILTERS = 32;

  private final JoinedConv2dGrad op;
  private final JoinedMaps x;
  private final Binding binding;
  private final JoinedGradBinding apart;
  private final Workbench bench;

  private JoinedConv2dGradKernels(
      JoinedConv2dGrad op, JoinedMaps x, Binding binding, Workbench bench) {
    this.op = op;
    this.x = x;
    this.binding = binding;
    this.apart = JoinedGradBinding.of(op, binding);
    this.bench = bench;
  }

  static Kernel backward(JoinedConv2dGrad op, Binding binding, Workbench bench) {
    return JoinedMaps.of(binding.inputs().subList(0, op.conv().parts()))
        .map(x -> new JoinedConv2dGradKernels(op, x, binding, bench).backward())
        .orElseGet(() -> ApartKernels.inTurn(binding, bench));
  }

  /** A few maps after a few others. What lies between the kernels lies in one place for all. */
  private Kernel backward() {
    boolean oneByOne = isLarge() && op.conv().conv().filters() <= FEW_FILTERS;
    int maps = oneByOne ? 1 : x.count();
    Tensor y = apart.weightGrad().input(0);
    Tensor dz = apart.weightGrad().input(1);
    Tensor dy = x.part(apart.inputGrad().output(0), 0, maps);
    Tensor weight = apart.inputGrad().input(1);
    JoinedProduct product = JoinedProduct.of(op.conv().conv(), x, maps, weight, bench);
    List<Kernel> weightGrads = product.weightGrads(y, dz, apart.weightGrad().output(0));
    List<Kernel> inputGrads = product.inputGrads(dz, dy);
    PrimitiveDesc norm = norm(maps);
    List<Kernel> kernels = new ArrayList<>();
    for (int part = 0; part < x.count() / maps; part++) {
      kernels.add(weightGrads.get(part));
      kernels.add(inputGrads.get(part));
      kernels.addAll(results(norm, part * maps, maps, dy));
    }
    return new SequenceKernel(kernels);
  }

  private boolean isLarge() {
    return bench.type(x.first()) == DataType.BFLOAT16 && bench.size(x.first()) >= LARGE;
  }

  /** The gradients of some maps from their dy. */
  private List<Kernel> results(PrimitiveDesc norm, int from, int maps, Tensor dy) {
    if (areResultsSideBySide() && !op.accumulates()) {
      return List.of(norm(norm, from, maps, dy, binding.output(from)));
    }
    List<Kernel> kernels = new ArrayList<>();
    kernels.add(norm(norm, from, maps, dy, dy));
    for (int i = from; i < from + maps; i++) {
      kernels.add(result(i, x.part(dy, i - from, 1)));
    }
    return kernels;
  }

  private boolean areResultsSideBySide() {
    return JoinedMaps.of(binding.outputs().subList(0, x.count())).isPresent();
  }

  /** The norm's gradient, for so many maps. */
  private PrimitiveDesc norm(int maps) {
    MemoryDesc map = x.blocks(BLOCK * maps, bench);
    float epsilon = (float) op.conv().norm().epsilon();
    PrimitiveDesc forward = bench.normalizations().training(map, map, epsilon, true);
    return bench.normalizations().backward(map, map, map, epsilon, true, forward);
  }

  private Kernel norm(PrimitiveDesc desc, int from, int maps, Tensor dy, Tensor dx) {
    MemoryDesc map = x.blocks(BLOCK * maps, bench);
    Binding norm = apart.norm();
    return new PrimitiveKernel(
        desc.bind()
            .with(Argument.SOURCE, bench.memory(map, x.part(from, maps).first()))
            .with(Argument.DESTINATION_GRADIENT, bench.memory(map, dy))
            .with(Argument.SCALE, x.vector(norm.input(2), from, maps, bench))
            .with(Argument.MEAN, x.vector(norm.input(4), from, maps, bench))
            .with(Argument.VARIANCE, x.vector(norm.input(5), from, maps, bench))
            .with(Argument.SOURCE_GRADIENT, bench.memory(map, dx))
            .with(Argument.SCALE_GRADIENT, x.vector(norm.output(1), from, maps, bench))
            .with(Argument.SHIFT_GRADIENT, x.vector(norm.output(2), from, maps, bench))
            .with(Argument.WORKSPACE, bits(norm.input(6), from, desc.workspace()))
            .build());
  }

  /** What some maps have of a norm's mask: a bit for each element, in the order of memory. */
  private Memory bits(Tensor mask, int from, MemoryDesc workspace) {
    long begin = from * x.first().elements() / Byte.SIZE;
    Shape rest = Shape.of(Math.toIntExact(mask.elements() - begin));
    Tensor part = new Tensor(mask.buffer(), mask.offset() + begin, mask.space(), rest, 1);
    return bench.mask(workspace, part);
  }

  /** The gradient of one map, with that of other readers. */
  private Kernel result(int number, Tensor dx) {
    Tensor result = binding.output(number);
    if (op.accumulates()) {
      Binding sum = apart.sums().get(number);
      Binding ofDx = new Binding(sum.name(), sum.op(), List.of(dx, sum.input(1)), sum.outputs());
      return Lowerings.lower(ofDx, bench);
    }
    MemoryDesc flat = bench.flat(result);
    return new PrimitiveKernel(bench.copy(bench.memory(flat, dx), bench.memory(flat, result)));
  }
}
