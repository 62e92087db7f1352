package dev.lamina.onednn;

import dev.lamina.onednn.primitive.DataType;
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
   * @throws UserError if oneDNN does not load here, or float64, TF32, a precision without
   *     instructions for it or no thread is asked for
   */
  @Override
  public Device open(DeviceOptions options) {
    DataType real = options.precision().map(OneDnnProvider::real).orElse(DataType.FLOAT32);
    options.threads().ifPresent(OneDnnProvider::requireThread);
    Availability availability = probe();
    if (!availability.usable()) {
      throw new UserError("The onednn device cannot be used: " + availability.detail());
    }
    return open(options.threads(), real);
  }

  private static Device open(OptionalInt threads, DataType real) {
    try {
      return new OneDnnDevice(threads, real);
    } catch (LinkageError | IllegalStateException failure) {
      throw new UserError(
          "The onednn device cannot set the number of threads here ("
              + failure
              + "): leave it out and set OMP_NUM_THREADS instead.",
          failure);
    }
  }

  private static DataType real(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> DataType.FLOAT32;
      case BFLOAT16 -> bfloat16();
      case TF32 ->
          throw new UserError(
              "The onednn device does not compute in TF32, which takes the tensor cores of a GPU:"
                  + " choose float32, bfloat16 or the cudnn device.");
      case FLOAT64 ->
          throw new UserError(
              "The onednn device does not compute in float64: choose float32, bfloat16 or the"
                  + " reference device.");
    };
  }

  private static DataType bfloat16() {
    if (!OneDnnLibrary.hasBfloat16()) {
      throw new UserError(
          "This processor has no bfloat16 instructions ("
              + OneDnnLibrary.isa()
              + "): leave the precision out.");
    }
    return DataType.BFLOAT16;
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
