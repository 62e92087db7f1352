package dev.lamina.onednn;

import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.MovingMemory;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.onednn.primitive.PoolingKind;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Max-pooling: one pooling primitive; the mask is its workspace. Forward, oneDNN reads several rows
 * of a map at once, for which it waits where they come from memory. So large maps are copied to one
 * place, a few images at a time, and read there. Backward, it adds up gradients in bfloat16 slowly
 * where pixels are wide. So those of large maps are made float32, a few images at a time ({@code
 * docs/performance.md}).
 */
final class MaxPoolKernels {

  /** Bytes that all cores do not keep at hand beside what is written. */
  private static final long LARGE = 16L << 20;

  /** So many channels are a wide pixel. */
  private static final int WIDE = 96;

  /** Bytes of a map in bfloat16 that is worth copies. */
  private static final long WORTH_COPIES = 4L << 20;

  private MaxPoolKernels() {}

  static Kernel forward(MaxPool op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Pieces pieces = Pieces.of(x, bench);
    if (pieces.isOne() || bench.size(x) < LARGE) {
      return pooled(op, x, bench.memory(bench.map(x), x), binding.outputs(), bench);
    }
    return inPieces(binding, pieces, tensors -> copied(op, tensors, bench), bench);
  }

  /**
   * What a kernel does, a few images at a time.
   *
   * @param kernel from inputs and outputs of some images
   */
  private static Kernel inPieces(
      Binding binding, Pieces pieces, Function<List<Tensor>, Kernel> kernel, Workbench bench) {
    List<Tensor> whole = new ArrayList<>(binding.inputs());
    whole.addAll(binding.outputs());
    List<Tensor> first = whole.stream().map(pieces::first).toList();
    List<List<Memory>> watched = first.stream().map(bench::watch).toList();
    Kernel piece = kernel.apply(first);
    bench.unwatch();
    List<MovingMemory> operands = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      operands.add(pieces.moving(first.get(i), watched.get(i)));
    }
    Optional<Kernel> last = Optional.empty();
    if (pieces.rest() > 0) {
      last = Optional.of(kernel.apply(whole.stream().map(pieces::last).toList()));
    }
    return new StreamedKernel(piece, pieces.count(), operands, last, List.of());
  }

  /** The pooling of a copy of x; {@code tensors} are x, y and in training the mask. */
  private static Kernel copied(MaxPool op, List<Tensor> tensors, Workbench bench) {
    Tensor x = tensors.get(0);
    MemoryDesc map = bench.map(x);
    Memory copy = bench.scratch().reserve(map);
    return new SequenceKernel(
        List.of(
            new PrimitiveKernel(bench.copy(bench.memory(map, x), copy)),
            pooled(op, x, copy, tensors.subList(1, tensors.size()), bench)));
  }

  /** From x, or a copy of it, to y and in training the mask. */
  private static Kernel pooled(
      MaxPool op, Tensor x, Memory source, List<Tensor> outputs, Workbench bench) {
    boolean training = outputs.size() == 2;
    Tensor y = outputs.get(0);
    Pooling pooling = Pooling.of(PoolingKind.MAXIMUM, op.window(), x, y, bench);
    PrimitiveDesc desc = pooling.forward(bench, training);
    PrimitiveBuilder builder =
        desc.bind()
            .with(Argument.SOURCE, source)
            .with(Argument.DESTINATION, bench.memory(pooling.destination(), y));
    if (training) {
      builder.with(Argument.WORKSPACE, bench.mask(desc.workspace(), outputs.get(1)));
    }
    return new PrimitiveKernel(builder.build());
  }

  static Kernel backward(MaxPoolGrad op, Binding binding, Workbench bench) {
    Tensor dy = binding.input(0);
    Tensor dx = binding.output(0);
    if (isSlow(dx, bench)) {
      Pieces pieces = Pieces.inFloat32(dx, bench);
      return inPieces(binding, pieces, tensors -> widened(op, tensors, bench), bench);
    }
    Pooling pooling = Pooling.of(PoolingKind.MAXIMUM, op.pool().window(), dx, dy, bench);
    Memory source = bench.memory(pooling.source(), dx);
    Memory destination = bench.memory(pooling.destination(), dy);
    return new PrimitiveKernel(gradient(pooling, destination, binding.input(1), source, bench));
  }

  /** On CPUs where it was measured. */
  private static boolean isSlow(Tensor dx, Workbench bench) {
    return bench.type(dx) == DataType.BFLOAT16
        && dx.shape().channels() >= WIDE
        && bench.size(dx) >= WORTH_COPIES
        && OneDnnLibrary.hasAvx512WithoutTiles();
  }

  /** The gradient from a copy of dy to one of dx; {@code tensors} are dy, the mask and dx. */
  private static Kernel widened(MaxPoolGrad op, List<Tensor> tensors, Workbench bench) {
    Tensor dy = tensors.get(0);
    Tensor dx = tensors.get(2);
    Pooling pooling = Pooling.inFloat32(PoolingKind.MAXIMUM, op.pool().window(), dx, dy, bench);
    Memory destination = bench.scratch().reserve(pooling.destination());
    Memory source = bench.secondScratch().reserve(pooling.source());
    return new PrimitiveKernel(
        bench.copy(bench.memory(bench.map(dy), dy), destination),
        gradient(pooling, destination, tensors.get(1), source, bench),
        bench.copy(source, bench.memory(bench.map(dx), dx)));
  }

  private static BoundPrimitive gradient(
      Pooling pooling, Memory destination, Tensor mask, Memory source, Workbench bench) {
    PrimitiveDesc desc = pooling.backward(bench);
    return desc.bind()
        .with(Argument.DESTINATION_GRADIENT, destination)
        .with(Argument.WORKSPACE, bench.mask(desc.workspace(), mask))
        .with(Argument.SOURCE_GRADIENT, source)
        .build();
  }
}
