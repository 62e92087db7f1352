package dev.lamina.cudnn;

import dev.lamina.conformance.DeviceConformance;
import dev.lamina.cudnn.standin.OnGpu;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;

/** The cuDNN device against the reference, op by op, wherever the device can be opened. */
@OnGpu
final class CudnnConformanceTest extends DeviceConformance {
  @Override
  public Device open() {
    return new CudnnProvider().open(DeviceOptions.defaults());
  }

  @Override
  protected double tolerance() {
    return 1e-5;
  }
}
