package dev.lamina.cudnn;

import dev.lamina.conformance.DeviceConformance;
import dev.lamina.cudnn.standin.OnGpu;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Precision;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The cuDNN device in TF32 against the reference, op by op. */
@OnGpu
final class CudnnTf32ConformanceTest extends DeviceConformance {
  @Override
  public Device open() {
    return new CudnnProvider()
        .open(new DeviceOptions(Optional.of(Precision.TF32), OptionalInt.empty()));
  }

  @Override
  protected double tolerance() {
    return 1e-5;
  }

  /** Each of two factors is at most 1/1024 off where it is cut off, half of that if rounded. */
  @Override
  protected OptionalDouble productTolerance() {
    return OptionalDouble.of(1.0 / 512);
  }
}
