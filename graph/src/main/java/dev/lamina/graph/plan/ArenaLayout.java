package dev.lamina.graph.plan;

import dev.lamina.graph.ir.Parameter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters in a contiguous arena, each on a multiple of {@link #ALIGNMENT} elements; but those
 * that are read as one lie together, and only the first of them does.
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

  /**
   * Lays out parameters in their order, the parts of a whole where its first part would be.
   *
   * @param joined the names of each whole's parts, which need not be among the parameters
   */
  public static ArenaLayout of(List<Parameter> parameters, Collection<List<String>> joined) {
    Map<String, Long> sizes = new HashMap<>();
    parameters.forEach(p -> sizes.put(p.name(), p.value().shape().elements()));
    Map<String, List<String>> wholes = new HashMap<>();
    joined.forEach(parts -> parts.forEach(part -> wholes.put(part, parts)));
    Map<String, Long> offsets = new HashMap<>();
    long end = 0;
    for (Parameter parameter : parameters) {
      if (!offsets.containsKey(parameter.name())) {
        end = align(end);
        for (String part : wholes.getOrDefault(parameter.name(), List.of(parameter.name()))) {
          offsets.put(part, end);
          end += sizes.get(part);
        }
      }
    }
    return new ArenaLayout(
        parameters.stream().map(p -> offsets.get(p.name())).toList(), align(end));
  }

  /** The next multiple of {@link #ALIGNMENT}. */
  public static long align(long elements) {
    return Math.floorDiv(elements + ALIGNMENT - 1, ALIGNMENT) * (long) ALIGNMENT;
  }
}
