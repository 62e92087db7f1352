package dev.lamina.runtime.session;

import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import java.util.Optional;

/**
 * A sequence of kernels that a session runs with every batch. The first run is a plain one, in
 * which libraries do what they do once; then the device captures it.
 */
final class RepeatedSequence {
  private final Device device;
  private final Runnable sequence;
  private Optional<Kernel> captured = Optional.empty();
  private boolean warm;

  /**
   * Runs nothing yet.
   *
   * @param sequence runs kernels of the device and does nothing else
   */
  RepeatedSequence(Device device, Runnable sequence) {
    this.device = device;
    this.sequence = sequence;
  }

  void run() {
    if (warm) {
      kernel().run();
    } else {
      sequence.run();
      warm = true;
    }
  }

  private Kernel kernel() {
    if (captured.isEmpty()) {
      captured = Optional.of(device.capture(sequence));
    }
    return captured.get();
  }
}
