package dev.lamina.onednn;

import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.runtime.device.Kernel;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A kernel that is one primitive, or a few that run one after the other. */
final class PrimitiveKernel implements Kernel {
  private final BoundPrimitive[] primitives;

  PrimitiveKernel(BoundPrimitive... primitives) {
    this.primitives = primitives.clone();
  }

  @Override
  public void run() {
    for (BoundPrimitive primitive : primitives) {
      primitive.run();
    }
  }

  /** The implementations of all its primitives, each named once. */
  @Override
  public String implementation() {
    return Arrays.stream(primitives)
        .map(BoundPrimitive::implementation)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
