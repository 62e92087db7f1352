package dev.lamina.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.runtime.session.StepMetrics;
import org.junit.jupiter.api.Test;

class EpochProgressTest {
  private final EpochProgress progress = new EpochProgress(2);

  @Test
  void averagesOverImages() {
    progress.count(4);
    progress.read(new StepMetrics(2, 1));
    progress.count(4);
    progress.read(new StepMetrics(1, 3));
    assertEquals(1.5, progress.loss());
    assertEquals(0.5, progress.accuracy());
    assertEquals(2, progress.steps());
    assertEquals(8, progress.images());
  }

  @Test
  void countsStepsBeforeTheyAreReadBack() {
    progress.count(4);
    progress.count(4);
    assertEquals(2, progress.steps());
    assertEquals(2, progress.unread());
    assertEquals(0, progress.imagesRead());
    progress.read(new StepMetrics(3, 2));
    assertEquals(1, progress.unread());
    assertEquals(3, progress.loss());
    assertEquals(0.5, progress.accuracy());
  }
}
