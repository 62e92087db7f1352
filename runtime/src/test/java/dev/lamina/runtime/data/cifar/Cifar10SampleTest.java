package dev.lamina.runtime.data.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.TrainTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Cifar10SampleTest {
  private final TrainTest sample = new Cifar10Sample("asked for").load();

  private static void assertBalanced(ImageDataset images, int perClass) {
    int[] counts = new int[10];
    for (int i = 0; i < images.size(); i++) {
      counts[images.label(i)]++;
    }
    int[] expected = new int[10];
    Arrays.fill(expected, perClass);
    assertArrayEquals(expected, counts);
  }

  @Test
  void everyClassComesEquallyOften() {
    assertBalanced(sample.training(), 150);
    assertBalanced(sample.test(), 30);
  }

  /** The first training image of CIFAR-10 is a frog whose first pixel is (59, 62, 63). */
  @Test
  void imagesAreTheDataSetsOwn() {
    byte[] pixels = new byte[3072];
    sample.training().copyPixels(0, pixels, 0);
    assertEquals("frog", sample.training().classNames().get(sample.training().label(0)));
    assertArrayEquals(new byte[] {59, 62, 63}, Arrays.copyOf(pixels, 3));
  }

  @Test
  void theNoticeSaysWhyAndThatResultsMeanNothing() {
    assertTrue(sample.isSample());
    assertEquals(
        "asked for: this is a sample of 1500 training and 300 test images, "
            + "and accuracies on it mean nothing",
        sample.notice().orElseThrow());
  }

  @Test
  void aTenthIsHeldOutForValidation() {
    assertEquals(1350, sample.split(42).training().length);
    assertEquals(150, sample.split(42).validation().length);
  }
}
