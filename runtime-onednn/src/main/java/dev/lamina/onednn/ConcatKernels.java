package dev.lamina.onednn;

import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Concatenation: forward one concat primitive, or a reorder for each part where all are pairs of
 * numbers that can be copied as one ({@code docs/performance.md}); backward a reorder for each
 * part.
 */
final class ConcatKernels {
  private static final int CHANNEL_AXIS = 1;

  private ConcatKernels() {}

  static Kernel forward(Binding binding, Workbench bench) {
    return forward(binding.inputs(), binding.output(0), bench);
  }

  static Kernel forward(List<Tensor> parts, Tensor whole, Workbench bench) {
    if (parts.stream().allMatch(bench::isOfPairs)) {
      return joined(parts, whole, bench);
    }
    List<MemoryDesc> descs = parts.stream().map(bench::map).toList();
    MemoryDesc destination = bench.map(whole);
    PrimitiveBuilder builder =
        bench
            .elementwise()
            .concat(CHANNEL_AXIS, descs, destination)
            .bind()
            .with(Argument.DESTINATION, bench.memory(destination, whole));
    for (int part = 0; part < parts.size(); part++) {
      builder.withSource(part, bench.memory(descs.get(part), parts.get(part)));
    }
    return new PrimitiveKernel(builder.build());
  }

  private static Kernel joined(List<Tensor> parts, Tensor whole, Workbench bench) {
    List<BoundPrimitive> copies = new ArrayList<>();
    int first = 0;
    for (Tensor part : parts) {
      int channels = part.shape().channels();
      copies.add(bench.copyChannels(part, 0, whole, first, channels));
      first += channels;
    }
    return new PrimitiveKernel(copies.toArray(BoundPrimitive[]::new));
  }

  static Kernel backward(ConcatGrad op, Binding binding, Workbench bench) {
    List<BoundPrimitive> copies = new ArrayList<>();
    for (int i = 0; i < op.parts().size(); i++) {
      Tensor part = binding.output(i);
      int channels = part.shape().channels();
      copies.add(bench.copyChannels(binding.input(0), op.first(i), part, 0, channels));
    }
    return new PrimitiveKernel(copies.toArray(BoundPrimitive[]::new));
  }
}
