package dev.lamina.onednn;

import dev.lamina.graph.ir.Space;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.DnnContext;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.runtime.device.Tensor;
import java.util.Optional;

/**
 * A weight in the layout that an implementation wants: a copy, refreshed only when the parameters
 * have changed, or the parameter itself where the layouts agree. It may be mirrored on the way.
 */
final class PackedWeight {
  private final Tensor weight;
  private final OneDnnBuffer parameters;
  private final Memory memory;
  private final boolean mirrored;
  private final Optional<Runnable> packing;
  private long packedVersion = -1;

  private PackedWeight(Tensor weight, Memory memory, boolean mirrored, Optional<Runnable> packing) {
    this.weight = weight;
    this.parameters = OneDnnBuffer.of(weight.buffer());
    this.memory = memory;
    this.mirrored = mirrored;
    this.packing = packing;
  }

  static PackedWeight create(Workbench bench, Tensor weight, MemoryDesc plain, MemoryDesc wanted) {
    Memory original = bench.memory(plain, weight);
    if (wanted.sameAs(plain)) {
      return new PackedWeight(weight, original, false, Optional.empty());
    }
    Memory copy = allocate(bench.context(), wanted);
    return new PackedWeight(weight, copy, false, Optional.of(bench.copy(original, copy)));
  }

  /** The weight (O,I,K,K) as (I,O,K,K), with the window's pixels in the opposite order. */
  static PackedWeight mirrored(Workbench bench, Tensor weight, MemoryDesc wanted) {
    boolean isPixel = weight.shape().dim(2) * weight.shape().dim(3) == 1;
    return isPixel ? transposed(bench, weight, wanted) : reversed(bench, weight, wanted);
  }

  /** Of one pixel, which has no order. */
  private static PackedWeight transposed(Workbench bench, Tensor weight, MemoryDesc wanted) {
    long filters = weight.shape().dim(0);
    long channels = weight.shape().dim(1);
    long[] dims = {channels, filters, 1, 1};
    MemoryDesc plain =
        bench.context().strided(DataType.FLOAT32, dims, new long[] {1, channels, 1, 1});
    Memory copy = allocate(bench.context(), wanted);
    Runnable packing = bench.copy(bench.memory(plain, weight), copy);
    return new PackedWeight(weight, copy, true, Optional.of(packing));
  }

  private static PackedWeight reversed(Workbench bench, Tensor weight, MemoryDesc wanted) {
    DnnContext context = bench.context();
    Memory copy = allocate(context, wanted);
    MirroredWeight mirror = new MirroredWeight(bench.floats(weight), weight.shape(), context);
    BoundPrimitive packing = bench.copy(mirror.memory(), copy);
    Runnable both =
        () -> {
          mirror.refresh();
          packing.run();
        };
    return new PackedWeight(weight, copy, true, Optional.of(both));
  }

  private static Memory allocate(DnnContext context, MemoryDesc desc) {
    return context.memory(desc, context.allocate(desc.bytes()).address());
  }

  boolean isOf(Tensor other, MemoryDesc layout, boolean asMirror) {
    return mirrored == asMirror
        && weight.sameMemory(other)
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
