package dev.lamina.onednn;

import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.MovingMemory;
import dev.lamina.onednn.primitive.PoolingKind;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Max-pooling: one pooling primitive; the mask is its workspace. Forward, oneDNN reads several rows
 * of a map at once, for which it waits where they come from memory. So large maps are copied to one
 * place, a few images at a time, and read there ({@code docs/performance.md}).
 */
final class MaxPoolKernels {

  /** Bytes that all cores do not keep at hand beside what is written. */
  private static final long LARGE = 16L << 20;

  private MaxPoolKernels() {}

  static Kernel forward(MaxPool op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Pieces pieces = Pieces.of(x, bench);
    return pieces.isOne() || bench.size(x) < LARGE
        ? pooled(op, x, bench.memory(bench.map(x), x), binding.outputs(), bench)
        : inPieces(op, binding, pieces, bench);
  }

  private static Kernel inPieces(MaxPool op, Binding binding, Pieces pieces, Workbench bench) {
    List<Tensor> whole = new ArrayList<>(binding.inputs());
    whole.addAll(binding.outputs());
    List<Tensor> first = whole.stream().map(pieces::first).toList();
    List<List<Memory>> watched = first.stream().map(bench::watch).toList();
    Kernel piece = piece(op, first, bench);
    bench.unwatch();
    List<MovingMemory> operands = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      operands.add(pieces.moving(first.get(i), watched.get(i)));
    }
    Optional<Kernel> last = Optional.empty();
    if (pieces.rest() > 0) {
      last = Optional.of(piece(op, whole.stream().map(pieces::last).toList(), bench));
    }
    return new StreamedKernel(piece, pieces.count(), operands, last, List.of());
  }

  /** The pooling of a copy of x; {@code tensors} are x, y and in training the mask. */
  private static Kernel piece(MaxPool op, List<Tensor> tensors, Workbench bench) {
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
