package dev.lamina.onednn;

import dev.lamina.graph.op.FoldNorm;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Norms folded into weights, in Java: it is done once, and before weights are rounded to what
 * kernels read. A filter's weights lie together.
 */
final class FoldKernels {

  private FoldKernels() {}

  static Kernel fold(FoldNorm op, Binding binding, Workbench bench) {
    List<FloatBuffer> in = binding.inputs().stream().map(bench::floats).toList();
    FloatBuffer weight = in.get(0);
    List<FloatBuffer> norm = in.subList(op.bias() ? 2 : 1, in.size());
    FloatBuffer shift = norm.get(1);
    FloatBuffer mean = norm.get(2);
    FloatBuffer foldedWeight = bench.floats(binding.output(0));
    FloatBuffer foldedBias = bench.floats(binding.output(1));
    int size = weight.capacity() / shift.capacity();
    return () -> {
      for (int f = 0; f < shift.capacity(); f++) {
        double deviation = Math.sqrt(norm.get(3).get(f) + op.epsilon());
        double factor = norm.get(0).get(f) / deviation;
        scale(weight, factor, foldedWeight, f * size, size);
        double bias = op.bias() ? in.get(1).get(f) : 0;
        foldedBias.put(f, (float) (shift.get(f) + (bias - mean.get(f)) * factor));
      }
    };
  }

  private static void scale(
      FloatBuffer weight, double factor, FloatBuffer folded, int start, int size) {
    for (int i = start; i < start + size; i++) {
      folded.put(i, (float) (weight.get(i) * factor));
    }
  }
}
