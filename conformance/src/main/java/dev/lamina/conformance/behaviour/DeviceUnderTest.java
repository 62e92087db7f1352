package dev.lamina.conformance.behaviour;

import dev.lamina.runtime.device.Device;

/** The device that is tried. */
public interface DeviceUnderTest {

  /** Opens it anew; the kit closes it. */
  Device open();
}
