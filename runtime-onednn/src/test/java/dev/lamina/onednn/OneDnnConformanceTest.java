package dev.lamina.onednn;

import dev.lamina.conformance.DeviceConformance;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.runtime.device.Device;
import java.util.OptionalInt;

/** The oneDNN device against the reference, op by op. */
final class OneDnnConformanceTest extends DeviceConformance {
  @Override
  public Device open() {
    return new OneDnnDevice(OptionalInt.empty(), DataType.FLOAT32);
  }

  @Override
  protected double tolerance() {
    return 1e-5;
  }
}
