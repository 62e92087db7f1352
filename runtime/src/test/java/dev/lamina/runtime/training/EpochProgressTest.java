package dev.lamina.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.runtime.session.StepMetrics;
import org.junit.jupiter.api.Test;

class EpochProgressTest {
  private final EpochProgress progress = new EpochProgress(2);

  @Test
  void averagesOverImages() {
    progress.add(new StepMetrics(2, 1), 4);
    progress.add(new StepMetrics(1, 3), 4);
    assertEquals(1.5, progress.loss());
    assertEquals(0.5, progress.accuracy());
    assertEquals(2, progress.steps());
    assertEquals(8, progress.images());
  }
}
