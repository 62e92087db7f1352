package dev.lamina.cudnn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.conformance.DeviceConformance;
import dev.lamina.runtime.device.Availability;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import org.junit.jupiter.api.BeforeAll;

/** The cuDNN device against the reference, op by op, wherever the device can be opened. */
final class CudnnConformanceTest extends DeviceConformance {
  @BeforeAll
  static void requireGpu() {
    Availability found = new CudnnProvider().probe();
    assumeTrue(found.usable(), found.detail());
  }

  @Override
  public Device open() {
    return new CudnnProvider().open(DeviceOptions.defaults());
  }

  @Override
  protected double tolerance() {
    return 1e-5;
  }
}
