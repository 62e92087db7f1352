package dev.lamina.onednn;

import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The packed copies of parameters, one for each parameter and layout, shared by all kernels. */
final class PackedWeights {
  private final Workbench bench;
  private final List<PackedWeight> copies = new ArrayList<>();

  PackedWeights(Workbench bench) {
    this.bench = bench;
  }

  /**
   * The weight in the layout {@code wanted}; {@code plain} is its layout in the parameter arena.
   */
  PackedWeight get(Tensor weight, MemoryDesc plain, MemoryDesc wanted) {
    return copies.stream()
        .filter(copy -> copy.isOf(weight, wanted))
        .findFirst()
        .orElseGet(() -> add(weight, plain, wanted));
  }

  private PackedWeight add(Tensor weight, MemoryDesc plain, MemoryDesc wanted) {
    PackedWeight copy = PackedWeight.create(bench, weight, plain, wanted);
    copies.add(copy);
    return copy;
  }
}
