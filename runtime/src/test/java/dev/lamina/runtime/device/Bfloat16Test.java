package dev.lamina.runtime.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Bfloat16Test {

  private static float rounded(double value) {
    return Bfloat16.value(Bfloat16.of((float) value));
  }

  @Test
  void keepsEightBits() {
    assertEquals(1.0f, rounded(1));
    assertEquals(-0.15625f, rounded(-0.15625));
    assertEquals(3.140625f, rounded(Math.PI));
  }

  @Test
  void roundsTiesToEven() {
    assertEquals(1.0f, rounded(1 + 0x1p-8));
    assertEquals(1 + 0x1p-6f, rounded(1 + 0x3p-8));
  }

  @Test
  void roundsTheLargestUpToInfinity() {
    assertEquals(Float.POSITIVE_INFINITY, rounded(Float.MAX_VALUE));
    assertEquals(Float.NEGATIVE_INFINITY, rounded(Float.NEGATIVE_INFINITY));
  }

  @Test
  void keepsWhatIsNotANumber() {
    assertTrue(Float.isNaN(rounded(Float.NaN)));
    assertTrue(Float.isNaN(Bfloat16.value(Bfloat16.of(Float.intBitsToFloat(0x7F800001)))));
  }
}
