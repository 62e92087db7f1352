package dev.lamina.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.recipe.AugmentationKind;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.augment.ImageScratch;
import dev.lamina.runtime.data.random.RandomStream;
import dev.lamina.runtime.data.random.RandomStream.Purpose;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationsTest {
  private static final int IMAGES = 2000;
  private static final byte MEAN = 51;
  private static final Normalization NORMALIZATION =
      Normalization.of(new double[] {MEAN / 255.0}, new double[] {1});

  /** The square's centre may be any pixel: a corner leaves 8x8 of it inside, the middle 16x16. */
  @Test
  void cutoutCoversUpToSixteenBySixteenPixelsByTheMean() {
    IntSummaryStatistics covered = covered(AugmentationKind.FLIP_PADDED_CROP_AND_CUTOUT);
    assertEquals(8 * 8, covered.getMin());
    assertEquals(16 * 16, covered.getMax());
  }

  @Test
  void theOthersCoverNothing() {
    for (AugmentationKind kind :
        new AugmentationKind[] {
          AugmentationKind.NONE,
          AugmentationKind.FLIP_AND_RESIZED_CROP,
          AugmentationKind.FLIP_AND_PADDED_CROP
        }) {
      assertEquals(0, covered(kind).getMax(), kind.name());
    }
  }

  private static IntSummaryStatistics covered(AugmentationKind kind) {
    RandomStream random = new RandomStream();
    ImageScratch image = new ImageScratch(1, 32, 32);
    return IntStream.range(0, IMAGES)
        .map(
            index -> {
              Arrays.fill(image.pixels(), (byte) 200);
              random.seek(0, Purpose.AUGMENTATION, 0, index);
              Augmentations.of(kind, NORMALIZATION).apply(image, random);
              return count(image.pixels());
            })
        .summaryStatistics();
  }

  private static int count(byte[] pixels) {
    int count = 0;
    for (byte pixel : pixels) {
      count += pixel == MEAN ? 1 : 0;
    }
    return count;
  }
}
