package dev.lamina.graph.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MultiStepScheduleTest {
  private static final MultiStepSchedule SCHEDULE = new MultiStepSchedule(List.of(100, 150), 0.1);

  @Test
  void keepsTheRateUpToTheFirstMilestone() {
    assertEquals(0.1, SCHEDULE.learningRate(0.1, 0, 180));
    assertEquals(0.1, SCHEDULE.learningRate(0.1, 99, 180));
  }

  @Test
  void dropsAfterEachMilestone() {
    // The products that repeated multiplication in float64 gives.
    assertEquals(0.010000000000000002, SCHEDULE.learningRate(0.1, 100, 180));
    assertEquals(0.010000000000000002, SCHEDULE.learningRate(0.1, 149, 180));
    assertEquals(0.0010000000000000002, SCHEDULE.learningRate(0.1, 150, 180));
    assertEquals(0.0010000000000000002, SCHEDULE.learningRate(0.1, 179, 180));
  }

  @Test
  void canBeConstant() {
    assertEquals(0.5, MultiStepSchedule.constant().learningRate(0.5, 1000, 180));
  }
}
