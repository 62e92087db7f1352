package dev.lamina.runtime.data.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.data.random.RandomStream;
import dev.lamina.runtime.data.random.RandomStream.Purpose;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rectangles that torchvision's rule allows, and how often they come. */
class RandomResizedCropTest {
  private final RandomStream random = new RandomStream();
  private final CropBox box = new CropBox();

  private CropBox draw(RandomResizedCrop crop, int height, int width, int index) {
    random.seek(1, Purpose.AUGMENTATION, 0, index);
    crop.drawBox(height, width, random, box);
    return box;
  }

  @Test
  void boxesLieInsideAndHaveTheAreaAndRatioAskedFor() {
    RandomResizedCrop crop = new RandomResizedCrop(0.25, 0.5, 0.5, 2);
    double area = 0;
    for (int index = 0; index < 20_000; index++) {
      draw(crop, 320, 320, index);
      assertTrue(box.top >= 0 && box.top + box.height <= 320);
      assertTrue(box.left >= 0 && box.left + box.width <= 320);
      double ratio = (double) box.width / box.height;
      assertTrue(ratio > 0.49 && ratio < 2.02, () -> "ratio " + ratio);
      area += (double) box.width * box.height / (320 * 320);
    }
    assertEquals(0.375, area / 20_000, 0.002);
  }

  @Test
  void aspectRatiosAreUniformInTheirLogarithm() {
    RandomResizedCrop crop = new RandomResizedCrop(0.1, 0.1, 0.5, 2);
    int wide = 0;
    int veryWide = 0;
    for (int index = 0; index < 20_000; index++) {
      draw(crop, 1000, 1000, index);
      double ratio = (double) box.width / box.height;
      wide += ratio > 1 ? 1 : 0;
      veryWide += ratio > Math.sqrt(2) ? 1 : 0;
    }
    assertEquals(10_000, wide, 300);
    assertEquals(5_000, veryWide, 300);
  }

  @Test
  void theProtocolsCropsReachEveryPlace() {
    RandomResizedCrop crop = new RandomResizedCrop(0.8, 1, 0.9, 1.1);
    Set<String> places = new HashSet<>();
    Set<String> sizes = new HashSet<>();
    for (int index = 0; index < 50_000; index++) {
      draw(crop, 32, 32, index);
      assertTrue(box.height >= 27 && box.width >= 27);
      sizes.add(box.height + "x" + box.width);
      if (box.height == 29 && box.width == 29) {
        places.add(box.top + "," + box.left);
      }
    }
    assertEquals(16, places.size());
    assertTrue(sizes.size() >= 24, () -> "sizes " + sizes);
  }

  @Test
  void whatNeverFitsFallsBackToTheLargestCentralBox() {
    RandomResizedCrop crop = new RandomResizedCrop(1, 1, 0.9, 1.1);
    draw(crop, 40, 10, 0);
    // The image's ratio is 0.25, below 0.9: width 10, height 10 / 0.9 = 11.1, (40 - 11) / 2 = 14.
    assertBox(14, 0, 11, 10);
    draw(crop, 10, 40, 0);
    // Ratio 4, above 1.1: height 10, width 11, (40 - 11) / 2 = 14.
    assertBox(0, 14, 10, 11);
    draw(new RandomResizedCrop(3, 3, 0.5, 2), 10, 10, 0);
    assertBox(0, 0, 10, 10);
  }

  private void assertBox(int top, int left, int height, int width) {
    assertEquals(top, box.top);
    assertEquals(left, box.left);
    assertEquals(height, box.height);
    assertEquals(width, box.width);
  }
}
