package dev.lamina.graph.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeTest {
  private static final double TINY = 1e-15;

  @Test
  void aWarmUpRisesStepByStepToTheSchedulesRate() {
    Recipe recipe = Recipe.standard().withWarmupEpochs(2);
    // Eight steps: 1/8, 2/8, ..., 8/8 of 0.1.
    assertEquals(0.0125, recipe.learningRate(0, 0, 4), TINY);
    assertEquals(0.05, recipe.learningRate(0, 3, 4), TINY);
    assertEquals(0.0625, recipe.learningRate(1, 0, 4), TINY);
    assertEquals(0.1, recipe.learningRate(1, 3, 4), TINY);
    assertEquals(0.1, recipe.learningRate(2, 0, 4), TINY);
  }

  @Test
  void aWarmUpRisesToARateThatFallsMeanwhile() {
    Recipe recipe =
        Recipe.standard().withSchedule(new MultiStepSchedule(List.of(1), 0.5)).withWarmupEpochs(2);
    assertEquals(0.05, recipe.learningRate(0, 0, 1), TINY);
    assertEquals(0.05, recipe.learningRate(1, 0, 1), TINY);
  }

  @Test
  void withoutAWarmUpTheScheduleAloneCounts() {
    assertEquals(0.1, Recipe.standard().learningRate(0, 0, 351));
    assertEquals(0.1 * 0.1, Recipe.standard().learningRate(100, 0, 351));
  }
}
