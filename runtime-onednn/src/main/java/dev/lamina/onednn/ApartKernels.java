package dev.lamina.onednn;

import dev.lamina.runtime.device.Apart;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.util.List;

/** Ops that are several others in one: these, one after the other. */
final class ApartKernels {

  private ApartKernels() {}

  static Kernel inTurn(Binding binding, Workbench bench) {
    return inTurn(Apart.of(binding), bench);
  }

  static Kernel inTurn(List<Binding> parts, Workbench bench) {
    return new SequenceKernel(parts.stream().map(part -> Lowerings.lower(part, bench)).toList());
  }
}
