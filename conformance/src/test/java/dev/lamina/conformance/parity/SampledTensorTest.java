package dev.lamina.conformance.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampledTensorTest {

  @Test
  void aSmallTensorIsKeptAfterItsNorm() {
    assertArrayEquals(new double[] {5, 3, -4}, SampledTensor.packed(new double[] {3, -4}));
  }

  @Test
  void samplesDistinctElementsOfALargeTensorInOrder() {
    double[] counting = new double[32 * 32 * 9];
    Arrays.setAll(counting, i -> i);
    double[] packed = SampledTensor.packed(counting);
    assertEquals(1 + SampledTensor.SAMPLE, packed.length);
    for (int i = 2; i < packed.length; i++) {
      assertTrue(packed[i] > packed[i - 1]);
    }
    // A plain stride would meet the same place of every 3x3 kernel.
    assertTrue(Arrays.stream(packed, 1, packed.length).map(v -> v % 9).distinct().count() > 4);
  }

  @Test
  void aTensorHasNoDistanceFromItself() {
    double[] values = noise(1, 5000);
    assertEquals(0, SampledTensor.complete(values).distance(values));
    assertEquals(0, SampledTensor.unpacked(SampledTensor.packed(values)).distance(values));
  }

  @Test
  void theDistanceOfACompleteTensorIsTheNormOfTheDifference() {
    SampledTensor tensor = SampledTensor.complete(new double[] {3, 0});
    assertEquals(5, tensor.distance(new double[] {0, 4}), 1e-15);
  }

  @Test
  void aSampleEstimatesTheDistance() {
    double[] values = noise(1, 5000);
    double[] other = noise(2, 5000);
    double exact = SampledTensor.complete(values).distance(other);
    double estimated = SampledTensor.unpacked(SampledTensor.packed(values)).distance(other);
    assertEquals(1, estimated / exact, 0.4);
  }

  @Test
  void anErrorThatTheSampleMissesShowsInTheNorm() {
    double[] values = noise(1, 5000);
    SampledTensor sampled = SampledTensor.unpacked(SampledTensor.packed(values));
    double[] other = values.clone();
    int unsampled = 1;
    other[unsampled] += 1000;
    assertTrue(sampled.distance(other) > 500);
  }

  private static double[] noise(long seed, int size) {
    Random random = new Random(seed);
    return random.doubles(size).map(v -> v - 0.5).toArray();
  }
}
