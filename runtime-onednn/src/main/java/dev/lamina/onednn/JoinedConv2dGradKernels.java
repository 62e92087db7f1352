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
  private final JoinedProduct product;
  private final Workbench bench;

  private JoinedConv2dGradKernels(
      JoinedConv2dGrad op, JoinedMaps x, Binding binding, Workbench bench) {
    this.op = op;
    this.x = x;
    this.binding = binding;
    this.apart = JoinedGradBinding.of(op, binding);
    this.product = JoinedProduct.ofAll(op.conv().conv(), x, apart.inputGrad().input(1), bench);
    this.bench = bench;
  }

  static Kernel backward(JoinedConv2dGrad op, Binding binding, Workbench bench) {
    return JoinedMaps.of(binding.inputs().subList(0, op.conv().parts()))
        .map(x -> new JoinedConv2dGradKernels(op, x, binding, bench).backward())
        .orElseGet(() -> JoinedConv2dKernels.apart(binding, bench));
  }

  private Kernel backward() {
    boolean oneByOne = isLarge() && op.conv().conv().filters() <= FEW_FILTERS;
    int maps = oneByOne ? 1 : x.count();
    List<Kernel> kernels = new ArrayList<>();
    for (int from = 0; from < x.count(); from += maps) {
      kernels.addAll(part(from, maps));
    }
    return new SequenceKernel(kernels);
  }

  private boolean isLarge() {
    DataType type = bench.type(x.first());
    return type == DataType.BFLOAT16 && x.first().elements() * type.bytes() >= LARGE;
  }

  /** Some maps. What lies between the kernels lies in the same place for all. */
  private List<Kernel> part(int from, int maps) {
    Tensor y = x.part(apart.weightGrad().input(0), from, maps);
    Tensor dz = apart.weightGrad().input(1);
    Tensor dy = x.part(apart.inputGrad().output(0), 0, maps);
    JoinedProduct part = product.part(from, maps);
    List<Kernel> kernels = new ArrayList<>();
    kernels.add(part.weightGrad(y, dz, apart.weightGrad().output(0), from));
    kernels.add(part.inputGrad(dz, dy));
    if (areResultsSideBySide() && !op.accumulates()) {
      kernels.add(norm(from, maps, dy, binding.output(from)));
      return kernels;
    }
    kernels.add(norm(from, maps, dy, dy));
    for (int i = from; i < from + maps; i++) {
      kernels.add(result(i, x.part(dy, i - from, 1)));
    }
    return kernels;
  }

  private boolean areResultsSideBySide() {
    return JoinedMaps.of(binding.outputs().subList(0, x.count())).isPresent();
  }

  private Kernel norm(int from, int maps, Tensor dy, Tensor dx) {
    JoinedMaps part = x.part(from, maps);
    MemoryDesc map = part.blocks(part.channels(), bench);
    float epsilon = (float) op.conv().norm().epsilon();
    PrimitiveDesc forward = bench.normalizations().training(map, map, epsilon, true);
    PrimitiveDesc desc = bench.normalizations().backward(map, map, map, epsilon, true, forward);
    Binding norm = apart.norm();
    return new PrimitiveKernel(
        desc.bind()
            .with(Argument.SOURCE, bench.memory(map, part.first()))
            .with(Argument.DESTINATION_GRADIENT, bench.memory(map, dy))
            .with(Argument.SCALE, vector(norm.input(2), from, maps))
            .with(Argument.MEAN, vector(norm.input(4), from, maps))
            .with(Argument.VARIANCE, vector(norm.input(5), from, maps))
            .with(Argument.SOURCE_GRADIENT, bench.memory(map, dx))
            .with(Argument.SCALE_GRADIENT, vector(norm.output(1), from, maps))
            .with(Argument.SHIFT_GRADIENT, vector(norm.output(2), from, maps))
            .with(Argument.WORKSPACE, bits(norm.input(6), from, desc.workspace()))
            .build());
  }

  private Memory vector(Tensor whole, int from, int maps) {
    long offset = whole.offset() + (long) BLOCK * from;
    Shape shape = Shape.of(BLOCK * maps);
    Tensor part = new Tensor(whole.buffer(), offset, whole.space(), shape, whole.batch());
    return bench.memory(bench.dense(part), part);
  }

  /** What some maps have of a norm's mask: a bit for each element, in the order of memory. */
  private Memory bits(Tensor mask, int from, MemoryDesc workspace) {
    long begin = from * x.first().elements() / Byte.SIZE;
    Shape rest = Shape.of(Math.toIntExact(mask.elements() - begin));
    Tensor part = new Tensor(mask.buffer(), mask.offset() + begin, mask.space(), rest, 1);
    return bench.mask(workspace, part);
  }

  /** The gradient of one map, with those of other readers. */
  private Kernel result(int number, Tensor dx) {
    Tensor result = binding.output(number);
    MemoryDesc flat = bench.flat(result);
    if (!op.accumulates()) {
      return new PrimitiveKernel(bench.copy(bench.memory(flat, dx), bench.memory(flat, result)));
    }
    Tensor other = binding.input(op.firstOther() + number);
    return new PrimitiveKernel(
        bench
            .elementwise()
            .add(flat, flat, flat, bench.attributes())
            .bind()
            .with(Argument.SOURCE, bench.memory(flat, dx))
            .with(Argument.SECOND_SOURCE, bench.memory(flat, other))
            .with(Argument.DESTINATION, bench.memory(flat, result))
            .build());
  }
}
