package dev.lamina.runtime.data.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.data.random.RandomStream;
import dev.lamina.runtime.data.random.RandomStream.Purpose;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private final RandomStream random = new RandomStream();

  private static ImageScratch image(int channels, int height, int width, int... pixels) {
    ImageScratch image = new ImageScratch(channels, height, width);
    for (int i = 0; i < pixels.length; i++) {
      image.pixels()[i] = (byte) pixels[i];
    }
    return image;
  }

  private static void assertPixels(ImageScratch image, int... expected) {
    assertArrayEquals(image(1, 1, expected.length, expected).pixels(), image.pixels());
  }

  @Test
  void aFlipMirrorsPixelsAndKeepsChannels() {
    ImageScratch image = image(2, 2, 3, 1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16);
    new HorizontalFlip(1).apply(image, random);
    assertPixels(image, 5, 6, 3, 4, 1, 2, 15, 16, 13, 14, 11, 12);
  }

  @Test
  void aFlipHappensAsOftenAsItsProbabilitySays() {
    int flips = 0;
    for (int index = 0; index < 10_000; index++) {
      ImageScratch image = image(1, 1, 2, 1, 2);
      random.seek(3, Purpose.AUGMENTATION, 0, index);
      new HorizontalFlip(0.3).apply(image, random);
      flips += image.pixels()[0] == 2 ? 1 : 0;
    }
    assertEquals(3000, flips, 200);
  }

  @Test
  void compositionAppliesLeftFirst() {
    Augmentation fill = (image, r) -> image.pixels()[0] = 9;
    ImageScratch image = image(1, 1, 2, 1, 2);
    fill.then(new HorizontalFlip(1)).apply(image, random);
    assertPixels(image, 2, 9);
  }

  @Test
  void aPaddedCropShiftsTheImageAndFillsWithBlack() {
    Set<Integer> shifts = new HashSet<>();
    for (int index = 0; index < 200; index++) {
      ImageScratch image = image(1, 3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      random.seek(0, Purpose.AUGMENTATION, 0, index);
      new PaddedRandomCrop(1).apply(image, random);
      shifts.add(checkShift(image));
    }
    assertEquals(9, shifts.size());
  }

  /** The centre tells the shift: all other pixels follow from it. */
  private static int checkShift(ImageScratch image) {
    int centre = image.pixels()[4];
    int down = (centre - 1) / 3 - 1;
    int right = (centre - 1) % 3 - 1;
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        boolean inside = inside(row + down) && inside(column + right);
        int expected = inside ? (row + down) * 3 + column + right + 1 : 0;
        assertEquals(expected, image.pixels()[row * 3 + column]);
      }
    }
    return centre;
  }

  private static boolean inside(int position) {
    return position >= 0 && position < 3;
  }

  @Test
  void paddingBeyondTheImageMayLeaveNothingOfIt() {
    for (int index = 0; index < 50; index++) {
      ImageScratch image = image(1, 1, 1, 7);
      random.seek(0, Purpose.AUGMENTATION, 0, index);
      new PaddedRandomCrop(3).apply(image, random);
      assertTrue(image.pixels()[0] == 7 || image.pixels()[0] == 0);
    }
  }

  @Test
  void cutoutCoversASquareClippedAtTheEdges() {
    Set<Integer> covered = new HashSet<>();
    for (int index = 0; index < 500; index++) {
      ImageScratch image = new ImageScratch(1, 4, 4);
      random.seek(0, Purpose.AUGMENTATION, 0, index);
      new Cutout(2, 1.0).apply(image, random);
      int count = 0;
      for (byte pixel : image.pixels()) {
        count += pixel == (byte) 255 ? 1 : 0;
      }
      covered.add(count);
    }
    assertEquals(Set.of(1, 2, 4), covered);
  }

  @Test
  void cutoutTakesTheMeanColour() {
    ImageScratch image = image(3, 1, 1, 1, 2, 3);
    new Cutout(2, 0.5, 0, 1).apply(image, random);
    assertPixels(image, 128, 0, 255);
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new HorizontalFlip(1.5));
    assertThrows(IllegalArgumentException.class, () -> new PaddedRandomCrop(-1));
    assertThrows(IllegalArgumentException.class, () -> new Cutout(0, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new Cutout(1, 1.5));
    assertThrows(IllegalArgumentException.class, () -> new RandomResizedCrop(0, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RandomResizedCrop(1, 0.5, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new RandomResizedCrop(1, 1, 2, 1));
  }
}
