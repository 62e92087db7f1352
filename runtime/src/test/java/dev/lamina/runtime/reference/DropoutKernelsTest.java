package dev.lamina.runtime.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Dropout;
import dev.lamina.runtime.device.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DropoutKernelsTest {
  private static final int ELEMENTS = 100_000;

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void dropsTheRateAndScalesTheRest() {
    for (double rate : new double[] {0.1, 0.5, 0.75}) {
      double[] y = drop(rate, 0, 42, 1);
      double dropped = Arrays.stream(y).map(value -> value == 0 ? 1 : 0).sum();
      // Five standard deviations of the binomial distribution.
      double bound = 5 * Math.sqrt(ELEMENTS * rate * (1 - rate));
      assertEquals(ELEMENTS * rate, dropped, bound);
      assertTrue(Arrays.stream(y).allMatch(value -> value == 0 || value == 1 / (1 - rate)));
    }
  }

  @Test
  void aRateOfZeroKeepsEverything() {
    double[] ones = new double[ELEMENTS];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, drop(0, 0, 42, 1));
  }

  @Test
  void seedStepAndStreamEachGiveAnotherDraw() {
    double[] y = drop(0.5, 0, 42, 1);
    assertIndependent(y, drop(0.5, 0, 43, 1));
    assertIndependent(y, drop(0.5, 0, 42, 2));
    assertIndependent(y, drop(0.5, 1, 42, 1));
    assertArrayEquals(y, drop(0.5, 0, 42, 1));
  }

  /** Independent fair draws agree on half of the elements. */
  private static void assertIndependent(double[] a, double[] b) {
    int agreements = 0;
    for (int i = 0; i < a.length; i++) {
      agreements += a[i] == b[i] ? 1 : 0;
    }
    assertEquals(ELEMENTS / 2, agreements, 5 * Math.sqrt(ELEMENTS / 4.0));
  }

  /** Dropout of ones. */
  private double[] drop(double rate, int stream, int seed, int step) {
    double[] ones = new double[ELEMENTS];
    Arrays.fill(ones, 1);
    Tensor x = bench.vector(1, ELEMENTS, ones);
    Tensor random = bench.integers(Space.RANDOM, 1, seed, step);
    bench.run(new Dropout(rate, stream), List.of(x, random), List.of(x, bench.mask(1, ELEMENTS)));
    return bench.values(x);
  }
}
