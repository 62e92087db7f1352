package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.Apart;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Ops that are several others in one: these, one after the other. */
final class ApartKernels {

  private ApartKernels() {}

  static Kernel inTurn(Binding binding, Workspace workspace) {
    Kernel[] kernels =
        Apart.of(binding).stream()
            .map(part -> Lowerings.lower(part, workspace))
            .toArray(Kernel[]::new);
    return () -> {
      for (Kernel kernel : kernels) {
        kernel.run();
      }
    };
  }
}
