package dev.lamina.onednn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.conformance.DeviceConformance;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.device.Device;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;

/** The oneDNN device in bfloat16 against the reference, op by op. */
final class OneDnnBfloat16ConformanceTest extends DeviceConformance {

  @BeforeAll
  static void requireInstructions() {
    assumeTrue(OneDnnLibrary.hasBfloat16(), "this processor has no bfloat16 instructions");
  }

  @Override
  public Device open() {
    return new OneDnnDevice(OptionalInt.empty(), DataType.BFLOAT16);
  }

  @Override
  protected double tolerance() {
    return 4e-3;
  }
}
