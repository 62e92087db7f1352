package dev.lamina.onednn;

import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.RecomputedBinding;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A norm that is computed again for a few images at a time, each time in the same place, and read
 * there for the gradient of a weight while it is in the caches. Gradients of later images are added
 * to that of the first ones.
 */
final class RecomputedWeightGradKernels {

  /** Bytes of a norm's output that a core keeps at hand. */
  private static final long PIECE = 1L << 20;

  private final Workbench bench;
  private final RecomputedWeightGrad op;
  private final Binding binding;
  private final List<Kernel> kernels = new ArrayList<>();

  private RecomputedWeightGradKernels(RecomputedWeightGrad op, Binding binding, Workbench bench) {
    this.op = op;
    this.binding = binding;
    this.bench = bench;
  }

  static Kernel backward(RecomputedWeightGrad op, Binding binding, Workbench bench) {
    RecomputedWeightGradKernels pieces = new RecomputedWeightGradKernels(op, binding, bench);
    pieces.addAll();
    return new SequenceKernel(pieces.kernels);
  }

  private void addAll() {
    Tensor y = binding.outputs().get(binding.outputs().size() - 1);
    long bytes = y.elements() * bench.type(y).bytes();
    long piece = PIECE * bench.context().threads();
    int batch = y.batch();
    int count = (int) Math.max(1, Math.min(batch, (bytes + piece / 2) / piece));
    for (int i = 0; i < count; i++) {
      int first = (int) ((long) batch * i / count);
      int end = (int) ((long) batch * (i + 1) / count);
      add(first, end - first);
    }
  }

  /** So many images from {@code first} on. */
  private void add(int first, int images) {
    RecomputedBinding parts = RecomputedBinding.of(op, binding);
    Binding norm = parts.norm();
    Binding grad = parts.grad();
    List<Tensor> inputs = new ArrayList<>(norm.inputs());
    inputs.set(0, images(norm.input(0), first, images));
    Tensor y = images(norm.output(0), 0, images);
    List<Tensor> gradients = grad.outputs();
    List<Tensor> written = first == 0 ? gradients : bench.partials(gradients);
    kernels.add(Lowerings.lower(new Binding(norm.name(), norm.op(), inputs, List.of(y)), bench));
    kernels.add(
        Lowerings.lower(
            new Binding(
                grad.name(), grad.op(), List.of(y, images(grad.input(1), first, images)), written),
            bench));
    if (first > 0) {
      for (int i = 0; i < gradients.size(); i++) {
        kernels.add(sum(gradients.get(i), written.get(i)));
      }
    }
  }

  private Kernel sum(Tensor total, Tensor part) {
    MemoryDesc flat = bench.flat(total);
    return new PrimitiveKernel(
        bench
            .elementwise()
            .add(flat, flat, flat, bench.attributes())
            .bind()
            .with(Argument.SOURCE, bench.memory(flat, total))
            .with(Argument.SECOND_SOURCE, bench.memory(flat, part))
            .with(Argument.DESTINATION, bench.memory(flat, total))
            .build());
  }

  private static Tensor images(Tensor tensor, int first, int images) {
    long offset = tensor.offset() + first * tensor.shape().elements();
    return new Tensor(tensor.buffer(), offset, tensor.space(), tensor.shape(), images);
  }
}
