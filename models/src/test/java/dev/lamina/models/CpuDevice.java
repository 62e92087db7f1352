package dev.lamina.models;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.device.Precision;
import java.util.Optional;
import java.util.OptionalInt;

/** The CPU's device, on one thread. */
final class CpuDevice {

  private CpuDevice() {}

  /** Skips the test, with the reason, where there is none for the precision. */
  static Device open(Precision precision) {
    DeviceOptions options = new DeviceOptions(Optional.of(precision), OptionalInt.of(1));
    try {
      return Devices.installed().select("onednn").open(options);
    } catch (UserError e) {
      assumeTrue(false, e.getMessage());
      throw e;
    }
  }
}
