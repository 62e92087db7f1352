package dev.lamina.onednn;

import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.runtime.device.Kernel;

/** A primitive that reads a packed weight. */
final class WeightedKernel implements Kernel {
  private final PackedWeight weight;
  private final BoundPrimitive primitive;

  WeightedKernel(PackedWeight weight, BoundPrimitive primitive) {
    this.weight = weight;
    this.primitive = primitive;
  }

  @Override
  public void run() {
    weight.refresh();
    primitive.run();
  }

  @Override
  public String implementation() {
    return primitive.implementation();
  }
}
