package dev.lamina.runtime.log.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.data.InMemoryDataset;
import dev.lamina.runtime.data.augment.Augmentation;
import dev.lamina.runtime.data.augment.HorizontalFlip;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PicturesTest {
  /** One image of 1 x 2 pixels: dark on the left, bright on the right. */
  private static final InMemoryDataset IMAGES =
      new InMemoryDataset(1, 1, 2, List.of("a"), new byte[1], new byte[] {10, 90});

  @Test
  void augmentationsStandBelowTheOriginal() {
    Picture grid = AugmentationPicture.of(IMAGES, List.of(0), new HorizontalFlip(1.0), 42);
    // Three pixels a pixel, after a margin of four.
    assertEquals(0x0a0a0a, grid.get(4, 4));
    assertEquals(0x5a5a5a, grid.get(7, 4));
    int below = 4 + (3 + 4) + 12;
    assertEquals(0x5a5a5a, grid.get(4, below));
    assertEquals(0x0a0a0a, grid.get(7, below));
  }

  @Test
  void withoutAugmentationAllRowsAreTheOriginal() {
    Picture grid = AugmentationPicture.of(IMAGES, List.of(0), Augmentation.none(), 42);
    for (int row = 0; row < 4; row++) {
      assertEquals(0x0a0a0a, grid.get(4, 4 + 7 * (row + 1) + 12));
    }
  }

  @Test
  void darkSquaresAreFrequentOnes() {
    Picture matrix = ConfusionPicture.of(new int[][] {{9, 1}, {0, 4}}, List.of("cat", "dog"));
    int margin = matrix.width() - 8 - 2 * 52;
    int top = matrix.height() - 8 - 2 * 52;
    int frequent = matrix.get(margin + 2, top + 2) & 0xff0000;
    int rare = matrix.get(margin + 52 + 2, top + 2) & 0xff0000;
    int never = matrix.get(margin + 2, top + 52 + 2);
    assertTrue(frequent < rare, "red falls as the blue deepens");
    assertEquals(0xffffff, never);
    assertNotEquals(0xffffff, matrix.get(margin + 52 + 2, top + 52 + 2));
  }

  @Test
  void aHundredClassesStillMakeAPicture() {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "class" + i).toList();
    Picture matrix = ConfusionPicture.of(new int[100][100], names);
    assertEquals(2 * 8 + 100 * 8, matrix.width());
    assertEquals(2 * 8 + 100 * 8, matrix.height());
  }
}
