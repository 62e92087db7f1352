package dev.lamina.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NormalizationTest {
  @Test
  void valuesAreScaledThenCentredThenDivided() {
    Normalization normalization = Normalization.cifar10();
    assertEquals((0 - 0.49139968) / 0.24703223, normalization.value(0, 0), 1e-6);
    assertEquals((1 - 0.48215841) / 0.24348513, normalization.value(1, 255), 1e-6);
    assertEquals((128 / 255.0 - 0.44653091) / 0.26158784, normalization.value(2, 128), 1e-6);
  }

  @Test
  void channelsAlternateInInterleavedPixels() {
    Normalization normalization = Normalization.of(new double[] {0, 0.5}, new double[] {1, 0.5});
    float[] out = new float[4];
    normalization.apply(new byte[] {0, 0, (byte) 255, (byte) 255}, 4, out);
    assertArrayEquals(new float[] {0, -1, 1, 1}, out);
  }

  @Test
  void deviationsMustBePositive() {
    assertThrows(
        IllegalArgumentException.class, () -> Normalization.of(new double[] {0}, new double[] {0}));
  }
}
