package dev.lamina.graph.plan;

import dev.lamina.graph.ir.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameters one after the other in a contiguous arena, each on a multiple of {@link #ALIGNMENT}
 * elements.
 *
 * @param offsets first element of each parameter, in the order of the parameters
 * @param length of the arena in elements, a multiple of {@link #ALIGNMENT}
 */
public record ArenaLayout(List<Long> offsets, long length) {

  /** 64 bytes of float32: a cache line, and every vector unit's widest load. */
  public static final int ALIGNMENT = 16;

  public ArenaLayout {
    offsets = List.copyOf(offsets);
  }

  /** Lays out parameters in their order. */
  public static ArenaLayout of(List<Parameter> parameters) {
    List<Long> offsets = new ArrayList<>();
    long next = 0;
    for (Parameter parameter : parameters) {
      offsets.add(next);
      next += align(parameter.value().shape().elements());
    }
    return new ArenaLayout(offsets, next);
  }

  /** The next multiple of {@link #ALIGNMENT}. */
  public static long align(long elements) {
    return Math.floorDiv(elements + ALIGNMENT - 1, ALIGNMENT) * (long) ALIGNMENT;
  }
}
