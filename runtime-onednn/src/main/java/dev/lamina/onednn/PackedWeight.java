package dev.lamina.onednn;

import dev.lamina.graph.ir.Space;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.DnnContext;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.runtime.device.Tensor;
import java.util.Optional;

/**
 * A weight in the layout that an implementation wants: a copy, refreshed only when the parameters
 * have changed, or the parameter itself where the layouts agree.
 */
final class PackedWeight {
  private final Tensor weight;
  private final OneDnnBuffer parameters;
  private final Memory memory;
  private final Optional<BoundPrimitive> packing;
  private long packedVersion = -1;

  private PackedWeight(Tensor weight, Memory memory, Optional<BoundPrimitive> packing) {
    this.weight = weight;
    this.parameters = OneDnnBuffer.of(weight.buffer());
    this.memory = memory;
    this.packing = packing;
  }

  static PackedWeight create(Workbench bench, Tensor weight, MemoryDesc plain, MemoryDesc wanted) {
    Memory original = bench.memory(plain, weight);
    if (wanted.sameAs(plain)) {
      return new PackedWeight(weight, original, Optional.empty());
    }
    DnnContext context = bench.context();
    Memory copy = context.memory(wanted, context.allocate(wanted.bytes()).address());
    return new PackedWeight(weight, copy, Optional.of(bench.copy(original, copy)));
  }

  boolean isOf(Tensor other, MemoryDesc layout) {
    return weight.sameMemory(other)
        && weight.space() == other.space()
        && memory.desc().sameAs(layout);
  }

  Memory memory() {
    return memory;
  }

  /** Makes the copy current. */
  void refresh() {
    if (packing.isPresent() && isStale()) {
      packing.get().run();
      packedVersion = parameters.version();
    }
  }

  private boolean isStale() {
    return !isWatched(weight.space()) || packedVersion != parameters.version();
  }

  /** Whether a space's buffers are told when a kernel has changed them. */
  static boolean isWatched(Space space) {
    return space == Space.PARAMETER || space == Space.FOLDED;
  }
}
