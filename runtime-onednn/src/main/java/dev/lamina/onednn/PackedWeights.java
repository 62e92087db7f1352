package dev.lamina.onednn;

import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    return find(weight, wanted, false)
        .orElseGet(() -> add(PackedWeight.create(bench, weight, plain, wanted)));
  }

  /** The same of a mirrored weight, see {@link PackedWeight#mirrored}. */
  PackedWeight mirrored(Tensor weight, MemoryDesc wanted) {
    return find(weight, wanted, true)
        .orElseGet(() -> add(PackedWeight.mirrored(bench, weight, wanted)));
  }

  private Optional<PackedWeight> find(Tensor weight, MemoryDesc wanted, boolean mirrored) {
    return copies.stream().filter(copy -> copy.isOf(weight, wanted, mirrored)).findFirst();
  }

  private PackedWeight add(PackedWeight copy) {
    copies.add(copy);
    return copy;
  }
}
