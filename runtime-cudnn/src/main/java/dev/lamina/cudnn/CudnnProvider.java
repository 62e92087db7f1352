package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.CudaError;
import dev.lamina.cudnn.cuda.CudaUnavailable;
import dev.lamina.cudnn.cuda.Gpu;
import dev.lamina.cudnn.cuda.GpuContext;
import dev.lamina.cudnn.cuda.RealType;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Availability;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.DeviceProvider;
import dev.lamina.runtime.device.Precision;

/** Offers the GPU: the first choice wherever there is one. */
public final class CudnnProvider implements DeviceProvider {
  private static final int BEFORE_ALL_OTHERS = 100;

  @Override
  public String name() {
    return CudnnDevice.NAME;
  }

  @Override
  public int preference() {
    return BEFORE_ALL_OTHERS;
  }

  /** {@inheritDoc} The detail names every library that is missing, or the GPU and all versions. */
  @Override
  public Availability probe() {
    try {
      return new Availability(true, Gpu.find().toString());
    } catch (CudaUnavailable e) {
      return new Availability(false, e.getMessage());
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UserError also if float64 or a number of threads is asked for
   */
  @Override
  public Device open(DeviceOptions options) {
    options.threads().ifPresent(CudnnProvider::refuseThreads);
    RealType type = type(options.precision().orElse(Precision.FLOAT32));
    try {
      return CudnnDevice.open(GpuContext.open(), type, options);
    } catch (CudaUnavailable e) {
      throw new UserError("device cudnn cannot be used here: " + e.getMessage(), e);
    } catch (CudaError e) {
      throw new UserError("device cudnn cannot be opened: " + e.getMessage(), e);
    }
  }

  private static RealType type(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> RealType.FLOAT32;
      case TF32 -> RealType.TF32;
      case BFLOAT16 -> RealType.BFLOAT16;
      case FLOAT64 ->
          throw new UserError(
              "The cudnn device computes in float32, TF32 or bfloat16, not in float64: choose one"
                  + " of these, or the reference device.");
    };
  }

  private static void refuseThreads(int threads) {
    throw new UserError(
        "The cudnn device runs on the GPU, not on "
            + threads
            + " threads: leave the number of threads out or choose another device.");
  }
}
