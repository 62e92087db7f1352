package dev.lamina.onednn;

import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.DropoutDraw;
import dev.lamina.graph.op.DropoutGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;

/** Dropout, in Java: oneDNN draws other numbers than the ones that all devices agree on. */
final class DropoutKernels {

  private DropoutKernels() {}

  static Kernel forward(Dropout op, Binding binding, Workbench bench) {
    Reals x = bench.reals(binding.input(0));
    IntBuffer random = bench.integers(binding.input(1));
    Reals y = bench.reals(binding.output(0));
    ByteBuffer mask = bench.bytes(binding.output(1));
    int threshold = DropoutDraw.threshold(op.rate());
    float scale = scale(op);
    return () -> {
      int key = DropoutDraw.key(random.get(0), random.get(1), op.stream());
      for (int i = 0; i < x.length(); i++) {
        boolean kept = DropoutDraw.keeps(key, i, threshold);
        mask.put(i, (byte) (kept ? 1 : 0));
        y.put(i, kept ? x.get(i) * scale : 0f);
      }
    };
  }

  static Kernel backward(DropoutGrad op, Binding binding, Workbench bench) {
    Reals dy = bench.reals(binding.input(0));
    ByteBuffer mask = bench.bytes(binding.input(1));
    Reals dx = bench.reals(binding.output(0));
    float scale = scale(op.dropout());
    return () -> {
      for (int i = 0; i < dy.length(); i++) {
        dx.put(i, mask.get(i) != 0 ? dy.get(i) * scale : 0f);
      }
    };
  }

  private static float scale(Dropout op) {
    return (float) (1 / (1 - op.rate()));
  }
}
