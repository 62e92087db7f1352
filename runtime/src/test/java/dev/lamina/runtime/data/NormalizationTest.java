package dev.lamina.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** Reds 0, 255, 255, 0: mean 1/2, deviation 1/2; greens 51, 51, 51, 153: 0.3 and sqrt(0.03). */
  @Test
  void meanAndDeviationOfImagesAreThoseOfAllPixels() {
    byte[] pixels = {0, 51, 7, -1, 51, 7, -1, 51, 7, 0, (byte) 153, 7};
    ImageDataset images = new InMemoryDataset(3, 1, 2, List.of("a"), new byte[2], pixels);
    Normalization normalization = Normalization.of(images);
    assertEquals(-1, normalization.value(0, 0), 1e-6);
    assertEquals(1, normalization.value(0, 255), 1e-6);
    assertEquals(-0.1 / Math.sqrt(0.03), normalization.value(1, 51), 1e-6);
    assertEquals(0.3 / Math.sqrt(0.03), normalization.value(1, 153), 1e-6);
    assertEquals(0, normalization.value(2, 7), 1e-6);
  }

  @Test
  void metadataKeepsEveryBit() {
    Normalization before = Normalization.of(new double[] {0.1, 1 / 3.0}, new double[] {0.7, 1e-9});
    Normalization after = Normalization.read(before.metadata(), 2).orElseThrow();
    for (int pixel = 0; pixel < 256; pixel++) {
      assertEquals(before.value(0, pixel), after.value(0, pixel));
      assertEquals(before.value(1, pixel), after.value(1, pixel));
    }
  }

  @Test
  void metadataIsReadableByOthers() {
    assertEquals(
        Map.of("image_mean", "0.5, 0.25, 0.125", "image_std", "1.0, 2.0, 4.0"),
        Normalization.of(new double[] {0.5, 0.25, 0.125}, new double[] {1, 2, 4}).metadata());
  }

  @Test
  void metadataWithoutNormalizationIsNoMistake() {
    assertEquals(Optional.empty(), Normalization.read(Map.of("epoch", "3"), 3));
  }

  @Test
  void metadataThatIsNoNormalizationIsRefusedInWords() {
    assertRefused("0.5", "1, 1", "image_mean = '0.5', expected 2 numbers");
    assertRefused("0, 0", "1, one", "image_std = '1, one', expected 2 numbers");
    assertRefused("0, 0", "1, 0", "standard deviation must be positive, is 0.0");
    assertRefused("0, NaN", "1, 1", "mean must be finite");
  }

  private static void assertRefused(String mean, String std, String part) {
    Map<String, String> metadata = Map.of("image_mean", mean, "image_std", std);
    UserError error = assertThrows(UserError.class, () -> Normalization.read(metadata, 2));
    assertTrue(error.getMessage().contains(part), error::getMessage);
  }
}
