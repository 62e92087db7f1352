package dev.lamina.graph.summary;

import dev.lamina.graph.plan.MemoryPlan;

/**
 * The memory that a plan needs for its intermediate values; parameters and the input are not in it.
 *
 * @param activations floats per example
 * @param masks bytes per example
 * @param statistics floats, whatever the batch
 */
public record MemoryUse(long activations, long masks, long statistics) {

  static MemoryUse of(MemoryPlan plan) {
    return new MemoryUse(plan.activations(), plan.masks(), plan.statistics());
  }

  /** Bytes per example with activations in float32. */
  public long bytesPerExample() {
    return Float.BYTES * activations + masks;
  }

  /** What one image takes, for example {@code 1,024 bytes of activations and 64 of masks}. */
  @Override
  public String toString() {
    String rest = masks == 0 ? "" : " and " + Numbers.exact(masks) + " of masks";
    return Numbers.exact(Float.BYTES * activations) + " bytes of activations" + rest;
  }
}
