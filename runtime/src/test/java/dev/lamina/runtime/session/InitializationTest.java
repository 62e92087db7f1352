package dev.lamina.runtime.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Shape;
import dev.lamina.runtime.network.ParameterSpec;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InitializationTest {
  private static final int MANY = 40_000;

  @Test
  void normalDrawsHaveTheDeviationAsked() {
    double[] values = draw(1, "a", new Initializer.Normal(0.25), MANY);
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / MANY;
    // Five standard errors.
    assertEquals(0, mean, 5 * 0.25 / Math.sqrt(MANY));
    assertEquals(0.0625, variance, 5 * 0.0625 * Math.sqrt(2.0 / MANY));
    // P(|x| < deviation) tells a normal distribution from others of the same variance.
    double within = Arrays.stream(values).filter(v -> Math.abs(v) < 0.25).count();
    assertEquals(0.682689, within / MANY, 5 * Math.sqrt(0.68 * 0.32 / MANY));
  }

  @Test
  void uniformDrawsStayWithinTheBoundAndFillIt() {
    double[] values = draw(1, "a", new Initializer.Uniform(0.5), MANY);
    double greatest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
    assertTrue(greatest <= 0.5 && greatest > 0.499, "greatest " + greatest);
    double variance = Arrays.stream(values).map(v -> v * v).sum() / MANY;
    assertEquals(1.0 / 12, variance, 5 * Math.sqrt(1.0 / 180 / MANY));
  }

  @Test
  void constantsAreConstant() {
    assertArrayEquals(new double[] {2, 2, 2}, draw(1, "a", new Initializer.Constant(2), 3));
  }

  @Test
  void aTensorDoesNotDependOnThoseBefore() {
    Initialization first = new Initialization(7);
    first.draw(spec("before", new Initializer.Normal(1), 5));
    Initialization second = new Initialization(7);
    ParameterSpec weight = spec("weight", new Initializer.Normal(1), 5);
    assertArrayEquals(second.draw(weight), first.draw(weight));
  }

  @Test
  void namesAndSeedsGiveDifferentDraws() {
    Initializer normal = new Initializer.Normal(1);
    double[] values = draw(1, "a", normal, 100);
    assertEquals(0, equalElements(values, draw(1, "b", normal, 100)));
    assertEquals(0, equalElements(values, draw(2, "a", normal, 100)));
    assertEquals(100, equalElements(values, draw(1, "a", normal, 100)));
  }

  private static long equalElements(double[] a, double[] b) {
    return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count();
  }

  private static double[] draw(long seed, String name, Initializer initializer, int elements) {
    float[] drawn = new Initialization(seed).draw(spec(name, initializer, elements));
    return IntStream.range(0, drawn.length).mapToDouble(i -> drawn[i]).toArray();
  }

  private static ParameterSpec spec(String name, Initializer initializer, int elements) {
    return new ParameterSpec(name, Shape.of(elements), initializer, 0);
  }
}
