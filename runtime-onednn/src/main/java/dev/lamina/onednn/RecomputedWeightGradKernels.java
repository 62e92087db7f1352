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

/**
 * A norm that is computed again for a few images at a time, each time in the same place, and read
 * there for the gradient of a weight while it is in the caches. Gradients of later images are added
 * to that of the first ones. Where that was measured to gain nothing ({@code docs/performance.md}),
 * which is on small maps and in float32, the norm is computed as a whole.
 */
final class RecomputedWeightGradKernels {

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
    Tensor y = parts.norm().output(0);
    Pieces pieces = Pieces.of(y, bench);
    return pieces.isOne() || !isLarge(y, bench)
        ? ApartKernels.inTurn(binding, bench)
        : kernels.streamed(pieces);
  }

  private static boolean isLarge(Tensor y, Workbench bench) {
    return bench.type(y) == DataType.BFLOAT16 && bench.size(y) >= LARGE;
  }

  private Kernel streamed(Pieces pieces) {
    List<Tensor> partial = bench.partials(grad.outputs().stream().map(Tensor::shape).toList());
    Tensor x = pieces.first(norm.input(0));
    Tensor dy = pieces.first(grad.input(1));
    List<Memory> ofX = bench.watch(x);
    List<Memory> ofDy = bench.watch(dy);
    Kernel piece = piece(x, dy, partial);
    bench.unwatch();
    Optional<Kernel> last = Optional.empty();
    if (pieces.rest() > 0) {
      last = Optional.of(piece(pieces.last(norm.input(0)), pieces.last(grad.input(1)), partial));
    }
    List<MovingMemory> operands = List.of(pieces.moving(x, ofX), pieces.moving(dy, ofDy));
    return new StreamedKernel(piece, pieces.count(), operands, last, totals(partial));
  }

  private Kernel piece(Tensor x, Tensor dy, List<Tensor> gradients) {
    List<Tensor> inputs = new ArrayList<>(norm.inputs());
    inputs.set(0, x);
    Tensor whole = norm.output(0);
    Tensor y = new Tensor(whole.buffer(), whole.offset(), whole.space(), whole.shape(), x.batch());
    return ApartKernels.inTurn(
        List.of(
            new Binding(norm.name(), norm.op(), inputs, List.of(y)),
            new Binding(grad.name(), grad.op(), List.of(y, dy), gradients)),
        bench);
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
