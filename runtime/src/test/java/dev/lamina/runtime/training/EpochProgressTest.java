package dev.lamina.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.session.StepMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochProgressTest {
  private final EpochProgress progress = new EpochProgress(2, 0.1);

  @Test
  void averagesOverImages() {
    progress.add(new StepMetrics(2, 1), 4);
    progress.add(new StepMetrics(1, 3), 4);
    assertEquals(1.5, progress.loss());
    assertEquals(0.5, progress.accuracy());
    assertEquals(2, progress.steps());
    assertEquals(8, progress.images());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void stopsAtALossThatIsNotFinite(double loss) {
    progress.add(new StepMetrics(2, 1), 4);
    StepMetrics broken = new StepMetrics(loss, 0);
    UserError error = assertThrows(UserError.class, () -> progress.add(broken, 4));
    assertTrue(error.getMessage().contains(loss + " in epoch 3, step 2"), error.getMessage());
  }
}
