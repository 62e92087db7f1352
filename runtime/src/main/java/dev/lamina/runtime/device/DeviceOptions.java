package dev.lamina.runtime.device;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to open a device.
 *
 * @param precision empty for the device's default
 * @param threads CPU threads, empty for the device's default
 */
public record DeviceOptions(Optional<Precision> precision, OptionalInt threads) {

  /** Everything as the device likes it. */
  public static DeviceOptions defaults() {
    return new DeviceOptions(Optional.empty(), OptionalInt.empty());
  }
}
