package dev.lamina.onednn;

import dev.lamina.onednn.primitive.DnnContext;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Availability;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.DeviceProvider;
import dev.lamina.runtime.device.Precision;
import java.util.OptionalInt;

/** Offers the oneDNN device: the CPU's default. */
public final class OneDnnProvider implements DeviceProvider {

  /** Behind any GPU. */
  private static final int PREFERENCE = 10;

  @Override
  public String name() {
    return OneDnnDevice.NAME;
  }

  @Override
  public int preference() {
    return PREFERENCE;
  }

  @Override
  public Availability probe() {
    try {
      new DnnContext(OptionalInt.empty()).close();
      return new Availability(true, OneDnnDevice.library());
    } catch (LinkageError | RuntimeException failure) {
      // Whatever stops the native library from loading is the answer here, not a failure.
      return new Availability(
          false,
          "oneDNN does not load ("
              + failure
              + "): put the natives of "
              + OneDnnLibrary.platform()
              + " on the class path.");
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UserError if oneDNN does not load here, or a precision other than float32 or no thread
   *     is asked for
   */
  @Override
  public Device open(DeviceOptions options) {
    options.precision().ifPresent(OneDnnProvider::requireFloat32);
    options.threads().ifPresent(OneDnnProvider::requireThread);
    Availability availability = probe();
    if (!availability.usable()) {
      throw new UserError("The onednn device cannot be used: " + availability.detail());
    }
    return open(options.threads());
  }

  private static Device open(OptionalInt threads) {
    try {
      return new OneDnnDevice(threads);
    } catch (LinkageError | IllegalStateException failure) {
      throw new UserError(
          "The onednn device cannot set the number of threads here ("
              + failure
              + "): leave it out and set OMP_NUM_THREADS instead.",
          failure);
    }
  }

  private static void requireFloat32(Precision precision) {
    if (precision != Precision.FLOAT32) {
      throw new UserError(
          "The onednn device computes in float32 only, not in "
              + precision
              + ": leave the precision out or choose another device.");
    }
  }

  private static void requireThread(int threads) {
    if (threads < 1) {
      throw new UserError(
          "The onednn device needs at least one thread, not "
              + threads
              + ": leave the number of threads out or give a positive one.");
    }
  }
}
