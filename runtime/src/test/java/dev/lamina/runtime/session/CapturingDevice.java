package dev.lamina.runtime.session;

import dev.lamina.runtime.device.ForwardingDevice;
import dev.lamina.runtime.device.Kernel;

/** The reference device, which counts what it is asked to capture and how often that runs. */
final class CapturingDevice extends ForwardingDevice {
  private int captures;
  private int capturedRuns;

  CapturingDevice() {
    super(Sessions.device());
  }

  int captures() {
    return captures;
  }

  int capturedRuns() {
    return capturedRuns;
  }

  @Override
  public Kernel capture(Runnable sequence) {
    captures++;
    return () -> {
      capturedRuns++;
      sequence.run();
    };
  }
}
