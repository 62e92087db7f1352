package dev.lamina.cudnn;

import dev.lamina.conformance.DeviceConformance;
import dev.lamina.cudnn.standin.OnGpu;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Precision;
import java.util.Optional;
import java.util.OptionalInt;

/** The cuDNN device in bfloat16 against the reference, op by op. */
@OnGpu
final class CudnnBfloat16ConformanceTest extends DeviceConformance {
  @Override
  public Device open() {
    return new CudnnProvider()
        .open(new DeviceOptions(Optional.of(Precision.BFLOAT16), OptionalInt.empty()));
  }

  @Override
  protected double tolerance() {
    return 4e-3;
  }
}
