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

  /** Computed with PyTorch 1.13: {@code x.to(float32).div(255).sub(mean).div(std)}. */
  @Test
  void valuesEqualPyTorchsToTheLastBit() {
    assertBits(0xbffe9e87, 0, 0);
    assertBits(0xbf4450df, 0, 77);
    assertBits(0x3da68fcc, 1, 128);
    assertBits(0x3f9ed7c8, 1, 200);
    assertBits(0xbfd4bd52, 2, 3);
    assertBits(0x4007695d, 2, 255);
  }

  private static void assertBits(int expected, int channel, int pixel) {
    assertEquals(expected, Float.floatToRawIntBits(Normalization.cifar10().value(channel, pixel)));
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
