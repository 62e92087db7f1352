package dev.lamina.graph.plan;

import dev.lamina.graph.ir.Value;
import java.util.Map;

/**
 * A place for every value that is computed and not returned to the host.
 *
 * @param offsets of every value in ACTIVATION (floats per example), MASK (bytes per example),
 *     STATISTIC and FOLDED (floats)
 * @param activations length of the activation arena in floats per example
 * @param masks length of the mask arena in bytes per example
 * @param statistics length of the statistics arena in floats
 * @param folded length of the arena of folded weights in floats
 */
public record MemoryPlan(
    Map<Value, Long> offsets, long activations, long masks, long statistics, long folded) {

  public MemoryPlan {
    offsets = Map.copyOf(offsets);
  }

  /** The planned offset of a value. */
  public long offset(Value value) {
    Long offset = offsets.get(value);
    if (offset == null) {
      throw new IllegalArgumentException(value.name() + " has no planned memory");
    }
    return offset;
  }
}
