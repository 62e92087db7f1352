package dev.lamina.graph.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CosineScheduleTest {
  private static final double TINY = 1e-15;

  @Test
  void fallsAlongHalfACosine() {
    CosineSchedule schedule = new CosineSchedule(0);
    assertEquals(0.1, schedule.learningRate(0.1, 0, 30), TINY);
    // cos(60°) = 1/2 and cos(90°) = 0.
    assertEquals(0.075, schedule.learningRate(0.1, 10, 30), TINY);
    assertEquals(0.05, schedule.learningRate(0.1, 15, 30), TINY);
    assertEquals(0.025, schedule.learningRate(0.1, 20, 30), TINY);
  }

  @Test
  void endsAtItsMinimum() {
    CosineSchedule schedule = new CosineSchedule(0.02);
    assertEquals(0.06, schedule.learningRate(0.1, 15, 30), TINY);
    assertEquals(0.02, schedule.learningRate(0.1, 30, 30), TINY);
  }
}
