package dev.lamina.conformance;

import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.reference.ReferenceDevice;

/**
 * The reference device against itself: its behaviour, that it repeats itself bit by bit, in place
 * too, and keeps to its operands. Whether its numbers are right, other tests say.
 */
final class ReferenceDeviceTest extends DeviceConformance {
  @Override
  public Device open() {
    return new ReferenceDevice();
  }

  @Override
  protected double tolerance() {
    return 0;
  }
}
