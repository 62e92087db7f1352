package dev.lamina.runtime.log.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.data.InMemoryDataset;
import dev.lamina.runtime.training.Predictions;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrongImagesTest {
  private static final InMemoryDataset IMAGES =
      new InMemoryDataset(
          1, 1, 1, List.of("<cat>", "dog"), new byte[] {0, 0, 1, 0}, new byte[] {1, 2, 3, 4});

  @Test
  void theSurestMistakesComeFirst() {
    Predictions predictions =
        new Predictions(2, new float[] {0, 1, 5, 0, 9, 0, 0, 3}, new int[] {0, 0, 1, 0});
    WrongImages wrong = new WrongImages(predictions, IMAGES);
    assertEquals(List.of(2, 3, 0), wrong.mostConfident());
    String html = wrong.html();
    // 1 / (1 + exp(-9)) and 1 / (1 + exp(-3)).
    assertTrue(html.contains("<b>&lt;cat&gt;</b><br>100.0\u00a0%, <span>is dog"), html);
    assertTrue(html.contains("<b>dog</b><br>95.3\u00a0%, <span>is &lt;cat&gt;"), html);
    assertTrue(html.contains("title=\"test image 2\""), html);
  }

  @Test
  void saysSoIfThereAreNone() {
    Predictions right = new Predictions(2, new float[] {1, 0}, new int[] {0});
    assertTrue(new WrongImages(right, IMAGES).html().contains("None"));
  }
}
