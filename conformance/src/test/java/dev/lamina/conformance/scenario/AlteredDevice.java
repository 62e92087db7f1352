package dev.lamina.conformance.scenario;

import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.ForwardingDevice;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.reference.ReferenceDevice;
import java.util.function.Consumer;

/** A reference device that does something else as well whenever a kernel has run. */
public final class AlteredDevice extends ForwardingDevice {
  private final Consumer<Binding> alteration;

  public AlteredDevice(Consumer<Binding> alteration) {
    super(new ReferenceDevice());
    this.alteration = alteration;
  }

  @Override
  public Kernel bind(Binding binding) {
    Kernel kernel = super.bind(binding);
    return () -> {
      kernel.run();
      alteration.accept(binding);
    };
  }
}
