package dev.lamina.onednn;

import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Concatenation: one concat primitive forward, a reorder for each part backward. */
final class ConcatKernels {
  private static final int CHANNEL_AXIS = 1;

  private ConcatKernels() {}

  static Kernel forward(Binding binding, Workbench bench) {
    List<MemoryDesc> parts = binding.inputs().stream().map(bench::map).toList();
    MemoryDesc whole = bench.map(binding.output(0));
    PrimitiveBuilder builder =
        bench
            .elementwise()
            .concat(CHANNEL_AXIS, parts, whole)
            .bind()
            .with(Argument.DESTINATION, bench.memory(whole, binding.output(0)));
    for (int part = 0; part < parts.size(); part++) {
      builder.withSource(part, bench.memory(parts.get(part), binding.input(part)));
    }
    return new PrimitiveKernel(builder.build());
  }

  static Kernel backward(Binding binding, Workbench bench) {
    List<BoundPrimitive> copies = new ArrayList<>();
    int firstChannel = 0;
    for (Tensor part : binding.outputs()) {
      copies.add(copy(binding.input(0), firstChannel, part, bench));
      firstChannel += part.shape().channels();
    }
    return new PrimitiveKernel(copies.toArray(BoundPrimitive[]::new));
  }

  /** Copies the channels of {@code whole} from {@code firstChannel} on. */
  private static BoundPrimitive copy(Tensor whole, int firstChannel, Tensor part, Workbench bench) {
    int channels = part.shape().channels();
    MemoryDesc slice = bench.pixels(whole, channels);
    MemoryDesc dense = bench.pixels(part, channels);
    long offset = whole.offset() + firstChannel;
    Tensor source = new Tensor(whole.buffer(), offset, whole.space(), part.shape(), part.batch());
    return bench.copy(bench.memory(slice, source), bench.memory(dense, part));
  }
}
