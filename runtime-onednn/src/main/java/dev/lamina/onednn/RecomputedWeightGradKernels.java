package dev.lamina.onednn;

import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.MovingMemory;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.RecomputedBinding;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A norm that is computed again for a few images at a time, each time in the same place, and read
 * there for the gradient of a weight while it is in the caches. Gradients of later images are added
 * to that of the first ones. Where that was measured to gain nothing ({@code docs/performance.md}),
 * which is on small maps and in float32, the norm is computed as a whole.
 */
final class RecomputedWeightGradKernels {

  /** Bytes of a norm's output that a core keeps at hand. */
  private static final long PIECE = 1L << 20;

  /** Bytes that all cores do not keep at hand beside what else there is to read. */
  private static final long LARGE = 8L << 20;

  private final Workbench bench;
  private final Binding norm;
  private final Binding grad;

  private RecomputedWeightGradKernels(RecomputedBinding parts, Workbench bench) {
    this.norm = parts.norm();
    this.grad = parts.grad();
    this.bench = bench;
  }

  static Kernel backward(RecomputedWeightGrad op, Binding binding, Workbench bench) {
    RecomputedBinding parts = RecomputedBinding.of(op, binding);
    RecomputedWeightGradKernels kernels = new RecomputedWeightGradKernels(parts, bench);
    int images = images(parts.norm().output(0), bench);
    return images == parts.norm().output(0).batch()
        ? ApartKernels.inTurn(binding, bench)
        : kernels.streamed(images);
  }

  /** How many images are taken at a time, the last ones aside. */
  private static int images(Tensor y, Workbench bench) {
    long bytes = y.elements() * bench.type(y).bytes();
    if (bench.type(y) != DataType.BFLOAT16 || bytes < LARGE) {
      return y.batch();
    }
    long piece = PIECE * bench.context().threads();
    long pieces = Math.max(1, Math.min(y.batch(), (bytes + piece / 2) / piece));
    return Math.toIntExact((y.batch() + pieces - 1) / pieces);
  }

  private Kernel streamed(int images) {
    int pieces = norm.input(0).batch() / images;
    int rest = norm.input(0).batch() % images;
    List<Tensor> partial = bench.partials(grad.outputs());
    Tensor x = images(norm.input(0), 0, images);
    Tensor dy = images(grad.input(1), 0, images);
    List<Memory> ofX = bench.watch(x);
    List<Memory> ofDy = bench.watch(dy);
    Kernel piece = piece(x, dy, partial);
    bench.unwatch();
    Optional<Kernel> last = Optional.empty();
    if (rest > 0) {
      Tensor restOfX = images(norm.input(0), pieces * images, rest);
      Tensor restOfDy = images(grad.input(1), pieces * images, rest);
      last = Optional.of(piece(restOfX, restOfDy, partial));
    }
    return new StreamedKernel(
        piece, pieces, moving(x, ofX, pieces), moving(dy, ofDy, pieces), last, totals(partial));
  }

  private Kernel piece(Tensor x, Tensor dy, List<Tensor> gradients) {
    List<Tensor> inputs = new ArrayList<>(norm.inputs());
    inputs.set(0, x);
    Tensor y = images(norm.output(0), 0, x.batch());
    return ApartKernels.inTurn(
        List.of(
            new Binding(norm.name(), norm.op(), inputs, List.of(y)),
            new Binding(grad.name(), grad.op(), List.of(y, dy), gradients)),
        bench);
  }

  private static Tensor images(Tensor tensor, int first, int images) {
    long offset = tensor.offset() + first * tensor.shape().elements();
    return new Tensor(tensor.buffer(), offset, tensor.space(), tensor.shape(), images);
  }

  private MovingMemory moving(Tensor first, List<Memory> memories, int pieces) {
    long bytes = first.elements() * bench.type(first).bytes();
    long address = bench.address(first);
    return new MovingMemory(
        memories, LongStream.range(0, pieces).map(i -> address + i * bytes).toArray());
  }

  private List<StreamedKernel.Total> totals(List<Tensor> partial) {
    List<StreamedKernel.Total> totals = new ArrayList<>();
    for (int i = 0; i < partial.size(); i++) {
      Tensor total = grad.output(i);
      MemoryDesc flat = bench.flat(total);
      Memory whole = bench.memory(flat, total);
      Memory part = bench.memory(flat, partial.get(i));
      totals.add(new StreamedKernel.Total(bench.copy(part, whole), bench.accumulate(part, whole)));
    }
    return totals;
  }
}
