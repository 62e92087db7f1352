package dev.lamina.runtime.reference;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Availability;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.DeviceProvider;
import dev.lamina.runtime.device.Precision;

/** Offers the reference device: usable everywhere, chosen only by name. */
public final class ReferenceProvider implements DeviceProvider {
  @Override
  public String name() {
    return ReferenceDevice.NAME;
  }

  @Override
  public int preference() {
    return -1;
  }

  @Override
  public Availability probe() {
    return new Availability(true, ReferenceDevice.DESCRIPTION);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UserError if a precision other than float64 or more than one thread is asked for
   */
  @Override
  public Device open(DeviceOptions options) {
    options.precision().ifPresent(ReferenceProvider::requireFloat64);
    options.threads().ifPresent(ReferenceProvider::requireOneThread);
    return new ReferenceDevice();
  }

  private static void requireFloat64(Precision precision) {
    if (precision != Precision.FLOAT64) {
      throw new UserError(
          "The reference device computes in float64 only, not in "
              + precision
              + ": leave the precision out or choose another device.");
    }
  }

  private static void requireOneThread(int threads) {
    if (threads != 1) {
      throw new UserError(
          "The reference device runs on one thread, not on "
              + threads
              + ": leave the number of threads out or choose another device.");
    }
  }
}
