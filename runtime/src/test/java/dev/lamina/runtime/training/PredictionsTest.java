package dev.lamina.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PredictionsTest {
  private static final float LOG3 = (float) Math.log(3);

  /** Softmax (3/4, 1/4), (1/2, 1/2) and (1/4, 3/4). */
  private final Predictions predictions =
      new Predictions(2, new float[] {LOG3, 0, 7, 7, 0, LOG3}, new int[] {0, 1, 0});

  @Test
  void takesTheLargestLogitAndTheFirstOnATie() {
    assertEquals(0, predictions.predicted(0));
    assertEquals(0, predictions.predicted(1));
    assertEquals(1, predictions.predicted(2));
    assertEquals(1.0 / 3, predictions.accuracy());
  }

  @Test
  void givesTheSoftmaxAndItsCrossEntropy() {
    assertEquals(0.75, predictions.probability(0, 0), 1e-7);
    assertEquals(0.25, predictions.probability(2, 0), 1e-7);
    double expected = -(Math.log(0.75) + Math.log(0.5) + Math.log(0.25)) / 3;
    assertEquals(expected, predictions.loss(), 1e-7);
  }

  @Test
  void doesNotOverflow() {
    Predictions extreme = new Predictions(2, new float[] {2000, -2000}, new int[] {1});
    assertEquals(4000, extreme.loss(), 1e-9);
    assertEquals(1, extreme.probability(0, 0));
  }

  @Test
  void countsTrueClassesInRows() {
    assertArrayEquals(new int[] {1, 1}, predictions.confusion()[0]);
    assertArrayEquals(new int[] {1, 0}, predictions.confusion()[1]);
  }

  @Test
  void refusesLengthsThatDisagree() {
    assertThrows(
        IllegalArgumentException.class, () -> new Predictions(3, new float[4], new int[2]));
  }
}
