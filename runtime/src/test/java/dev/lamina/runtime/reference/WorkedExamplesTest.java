package dev.lamina.runtime.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Examples small enough to be checked with pencil and paper. */
final class WorkedExamplesTest {
  private static final double EXACT = 1e-14;
  private static final double[] ONE_TO_NINE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void convolutionSlidesTheKernelUnflipped() {
    Tensor x = bench.map(1, 1, 3, 3, ONE_TO_NINE);
    Tensor weight = bench.whole(Shape.of(1, 1, 2, 2), 1, 2, 3, 4);
    Tensor y = bench.map(1, 1, 2, 2);
    bench.run(new Conv2d(1, new Window(2, 1, 0), 1, false), List.of(x, weight), List.of(y));
    // 1*1 + 2*2 + 4*3 + 5*4 = 37
    assertArrayEquals(new double[] {37, 47, 67, 77}, bench.values(y), EXACT);
  }

  @Test
  void convolutionPadsWithZerosAndAddsTheBias() {
    Tensor x = bench.map(1, 1, 3, 3, ONE_TO_NINE);
    Tensor weight = bench.whole(Shape.of(1, 1, 3, 3), 1, 1, 1, 1, 1, 1, 1, 1, 1);
    Tensor bias = bench.whole(Shape.of(1), 100);
    Tensor y = bench.map(1, 1, 2, 2);
    bench.run(new Conv2d(1, new Window(3, 2, 1), 1, true), List.of(x, weight, bias), List.of(y));
    // Corners see four pixels: 1 + 2 + 4 + 5 = 12.
    assertArrayEquals(new double[] {112, 116, 124, 128}, bench.values(y), EXACT);
  }

  @Test
  void convolutionReadsItsWeightFilterByFilterAndChannelByChannel() {
    Tensor x = bench.map(1, 2, 2, 2, 1, 2, 3, 4, 5, 6, 7, 8);
    Tensor weight =
        bench.whole(Shape.of(2, 2, 2, 2), 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0, 0, 10, 0, 0);
    Tensor y = bench.map(1, 2, 1, 1);
    bench.run(new Conv2d(2, new Window(2, 1, 0), 1, false), List.of(x, weight), List.of(y));
    // First filter: 1*1 + 2*8; second: 1*3 + 10*6.
    assertArrayEquals(new double[] {17, 63}, bench.values(y), EXACT);
  }

  @Test
  void convolutionKeepsGroupsApart() {
    Tensor x = bench.map(1, 4, 1, 1, 1, 2, 3, 4);
    Tensor weight = bench.whole(Shape.of(2, 2, 1, 1), 1, 10, 100, 1000);
    Tensor y = bench.map(1, 2, 1, 1);
    bench.run(new Conv2d(2, new Window(1, 1, 0), 2, false), List.of(x, weight), List.of(y));
    assertArrayEquals(new double[] {21, 4300}, bench.values(y), EXACT);
  }

  @Test
  void channelShuffleTakesOneChannelOfEachGroupInTurn() {
    Tensor x = bench.map(2, 6, 1, 1, 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60);
    Tensor y = bench.map(2, 6, 1, 1);
    bench.run(new ChannelShuffle(2), List.of(x), List.of(y));
    // Groups 1 2 3 and 4 5 6, of both examples.
    double[] expected = {1, 4, 2, 5, 3, 6, 10, 40, 20, 50, 30, 60};
    assertArrayEquals(expected, bench.values(y), EXACT);
  }

  @Test
  void linearMultipliesByTheTransposedWeight() {
    Tensor x = bench.vector(2, 2, 1, 2, 0, 1);
    Tensor weight = bench.whole(Shape.of(3, 2), 3, 4, 5, 6, 7, 8);
    Tensor bias = bench.whole(Shape.of(3), 10, 20, 30);
    Tensor y = bench.vector(2, 3);
    bench.run(new Linear(3, true), List.of(x, weight, bias), List.of(y));
    assertArrayEquals(new double[] {21, 37, 53, 14, 26, 38}, bench.values(y), EXACT);
  }

  @Test
  void paddingNeverWinsAMaximumAndItsGradientGoesToTheWinner() {
    MaxPool pool = new MaxPool(new Window(3, 2, 1));
    Tensor x = bench.map(1, 1, 3, 3, -1, -2, -3, -4, -5, -6, -7, -8, -9);
    Tensor y = bench.map(1, 1, 2, 2);
    Tensor mask = bench.mask(1, 4);
    bench.run(pool, List.of(x), List.of(y, mask));
    assertArrayEquals(new double[] {-1, -2, -4, -5}, bench.values(y), EXACT);

    Tensor dy = bench.map(1, 1, 2, 2, 1, 10, 100, 1000);
    Tensor dx = bench.map(1, 1, 3, 3);
    bench.run(new MaxPoolGrad(pool), List.of(dy, mask), List.of(dx));
    assertArrayEquals(new double[] {1, 10, 0, 100, 1000, 0, 0, 0, 0}, bench.values(dx), EXACT);
  }

  @Test
  void theFirstOfEqualMaximaWinsAlsoInWindowsOfManyPixels() {
    for (int kernel : new int[] {2, 16}) {
      MaxPool pool = new MaxPool(new Window(kernel, kernel, 0));
      double[] pixels = new double[kernel * kernel];
      pixels[kernel * kernel - 2] = 7;
      pixels[kernel * kernel - 1] = 7;
      Tensor x = bench.map(1, 1, kernel, kernel, pixels);
      Tensor y = bench.map(1, 1, 1, 1);
      Tensor mask = bench.mask(1, pool.maskBytes(1));
      bench.run(pool, List.of(x), List.of(y, mask));
      Tensor dx = bench.map(1, 1, kernel, kernel);
      bench.run(new MaxPoolGrad(pool), List.of(bench.map(1, 1, 1, 1, 5), mask), List.of(dx));
      double[] expected = new double[kernel * kernel];
      expected[kernel * kernel - 2] = 5;
      assertArrayEquals(expected, bench.values(dx), EXACT);
    }
  }

  @Test
  void aNumberThatIsNoneWinsAMaximum() {
    Tensor x = bench.map(1, 1, 2, 2, 1, Double.NaN, 3, 2);
    Tensor y = bench.map(1, 1, 1, 1);
    MaxPool pool = new MaxPool(new Window(2, 2, 0));
    bench.run(pool, List.of(x), List.of(y));
    assertArrayEquals(new double[] {Double.NaN}, bench.values(y));
    bench.run(pool, List.of(x), List.of(y, bench.mask(1, 1)));
    assertArrayEquals(new double[] {Double.NaN}, bench.values(y));
  }

  @Test
  void paddingCountsAsZerosInAnAverage() {
    Tensor x = bench.map(1, 1, 2, 2, 4, 8, 12, 16);
    Tensor y = bench.map(1, 1, 3, 3);
    bench.run(new AvgPool(new Window(2, 1, 1)), List.of(x), List.of(y));
    assertArrayEquals(new double[] {1, 3, 2, 4, 10, 6, 3, 7, 4}, bench.values(y), EXACT);
  }

  @Test
  void globalAverageIsPerChannel() {
    Tensor x = bench.map(1, 2, 2, 2, 1, 2, 3, 6, -4, 0, 0, 0);
    Tensor y = bench.vector(1, 2);
    bench.run(new GlobalAvgPool(), List.of(x), List.of(y));
    assertArrayEquals(new double[] {3, -1}, bench.values(y), EXACT);
  }

  @Test
  void concatenationPutsChannelsOneAfterTheOther() {
    Tensor a = bench.map(2, 1, 1, 2, 1, 2, 11, 12);
    Tensor b = bench.map(2, 2, 1, 2, 3, 4, 5, 6, 13, 14, 15, 16);
    Tensor y = bench.map(2, 3, 1, 2);
    bench.run(new Concat(2), List.of(a, b), List.of(y));
    double[] both = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16};
    assertArrayEquals(both, bench.values(y), EXACT);

    Tensor da = bench.map(2, 1, 1, 2);
    Tensor db = bench.map(2, 2, 1, 2);
    bench.run(new ConcatGrad(List.of(1, 2), List.of(0, 1)), List.of(y), List.of(da, db));
    assertArrayEquals(bench.values(a), bench.values(da), EXACT);
    assertArrayEquals(bench.values(b), bench.values(db), EXACT);

    Tensor middle = bench.map(2, 1, 1, 2);
    bench.run(new ConcatGrad(List.of(1, 1, 1), List.of(1)), List.of(y), List.of(middle));
    assertArrayEquals(new double[] {3, 4, 13, 14}, bench.values(middle), EXACT);
  }

  @Test
  void chainsReadPartsWhereTheyLie() {
    Tensor a = bench.map(2, 1, 1, 2, 1, 2, 11, 12);
    Tensor b = bench.map(2, 2, 1, 2, 3, 4, 5, 6, 13, 14, 15, 16);
    Tensor wide = bench.map(2, 4, 1, 2, 0, 0, 10, 20, 30, 40, 50, 60, 0, 0, 1, 2, 3, 4, 5, 6);
    Tensor y = bench.map(2, 3, 1, 2);
    Fused chain =
        new Fused(
            3,
            List.of(
                new FusedStep.Join(List.of(0, 1)),
                new FusedStep.Slice(2, 1),
                new FusedStep.Sum(List.of(3, 4))),
            List.of(5));
    bench.run(chain, List.of(a, b, wide), List.of(y));
    double[] sums = {11, 22, 33, 44, 55, 66, 12, 14, 16, 18, 20, 22};
    assertArrayEquals(sums, bench.values(y), EXACT);
  }

  @Test
  void activationsHaveTheirPublishedValues() {
    // Φ(1), Φ(2) and erf(1/2) as in Abramowitz and Stegun, tables 26.1 and 7.1.
    double root = Math.sqrt(0.5);
    double[] gelu = activate(ActivationFunction.GELU, 0, 1, -1, 2, root);
    double[] expected = {
      0, 0.841344746068543, -0.158655253931457, 2 * 0.977249868051821, root * 1.520499877813047 / 2
    };
    assertArrayEquals(expected, gelu, 1e-15);
    assertArrayEquals(
        new double[] {0, 0.761594155955765}, activate(ActivationFunction.TANH, 0, 1), 1e-15);
    assertArrayEquals(
        new double[] {-0.02, 3}, activate(ActivationFunction.LEAKY_RELU, -2, 3), EXACT);
    assertArrayEquals(new double[] {0, 3}, activate(ActivationFunction.RELU, -2, 3), EXACT);
    assertArrayEquals(new double[] {-2, 3}, activate(ActivationFunction.IDENTITY, -2, 3), EXACT);
  }

  @Test
  void geluKeepsItsDigitsFarBelowZero() {
    // Φ(-10) = 7.61985302416053e-24, from tables of Mills' ratio.
    double[] gelu = activate(ActivationFunction.GELU, -10);
    assertEquals(1, gelu[0] / -7.61985302416053e-23, 1e-13);
  }

  @Test
  void aSumIsActivatedAfterwards() {
    Tensor a = bench.vector(1, 3, 1, 2, 3);
    Tensor b = bench.vector(1, 3, 10, -20, 30);
    Tensor c = bench.vector(1, 3, 0.5, 0.5, 0.5);
    bench.run(new Add(3, ActivationFunction.RELU), List.of(a, b, c), List.of(a));
    assertArrayEquals(new double[] {11.5, 0, 33.5}, bench.values(a), EXACT);
  }

  @Test
  void batchNormNormalisesWithTheBiasedVarianceAndRemembersTheUnbiased() {
    Tensor y = bench.map(2, 1, 1, 2);
    Tensor runningMean = bench.whole(Shape.of(1), 0);
    Tensor runningVariance = bench.whole(Shape.of(1), 1);
    batchNorm(new BatchNorm(0.5, 0.1, false), runningMean, runningVariance, y, List.of());
    // Mean 3; variance 14/4 = 3.5, with epsilon 4; unbiased 14/3.
    assertArrayEquals(new double[] {-9, -4, 1, 16}, bench.values(y), EXACT);
    assertArrayEquals(new double[] {0.3}, bench.values(runningMean), EXACT);
    assertArrayEquals(new double[] {0.9 + 1.4 / 3}, bench.values(runningVariance), EXACT);
  }

  @Test
  void batchNormRectifiesAndItsGradientStopsThere() {
    BatchNorm norm = new BatchNorm(0.5, 0.1, true);
    Tensor y = bench.map(2, 1, 1, 2);
    Tensor mask = bench.mask(2, 2);
    List<Tensor> saved =
        batchNorm(norm, bench.whole(Shape.of(1), 0), bench.whole(Shape.of(1), 1), y, List.of(mask));
    assertArrayEquals(new double[] {0, 0, 1, 16}, bench.values(y), EXACT);

    Tensor dy = bench.map(2, 1, 1, 2, 100, 100, 1, 3);
    Tensor dscale = bench.whole(Shape.of(1));
    Tensor dshift = bench.whole(Shape.of(1));
    List<Tensor> inputs =
        List.of(x(), dy, saved.get(0), saved.get(1), saved.get(2), saved.get(3), mask);
    bench.run(new BatchNormGrad(norm), inputs, List.of(dy, dscale, dshift));
    // The normalised input is -1, -0.5, 0, 1.5; the first two gradients are stopped.
    assertArrayEquals(new double[] {4}, bench.values(dshift), EXACT);
    assertArrayEquals(new double[] {4.5}, bench.values(dscale), EXACT);
    // 10/2 (g - 4/4 - normalised 4.5/4)
    double[] dx = {5 * (-1 + 1.125), 5 * (-1 + 0.5625), 0, 5 * (2 - 1.6875)};
    assertArrayEquals(dx, bench.values(dy), EXACT);
  }

  @Test
  void batchNormInferenceUsesTheRunningAverages() {
    Tensor one = bench.whole(Shape.of(1), 1);
    Tensor y = bench.map(2, 1, 1, 2);
    List<Tensor> inputs =
        List.of(x(), bench.whole(Shape.of(1), 10), one, one, bench.whole(Shape.of(1), 3));
    bench.run(new BatchNormInference(1, false), inputs, List.of(y));
    assertArrayEquals(new double[] {1, 6, 11, 26}, bench.values(y), EXACT);
  }

  @Test
  void lossIsTheMeanOfNegativeLogLikelihoods() {
    Tensor metrics = bench.whole(Shape.of(2));
    Tensor dlogits = loss(0, metrics, 1, 0);
    assertArrayEquals(
        new double[] {-(Math.log(0.75) + Math.log(0.25)) / 2, 1}, bench.values(metrics), EXACT);
    double[] expected = {0.125, -0.125, -0.375, 0.375};
    assertArrayEquals(expected, bench.values(dlogits), EXACT);
  }

  @Test
  void smoothingTakesFromTheLabelAndGivesToAll() {
    Tensor metrics = bench.whole(Shape.of(2));
    Tensor dlogits = loss(0.2, metrics, 1, 1);
    double expectedLoss = -(0.1 * Math.log(0.25) + 0.9 * Math.log(0.75));
    assertArrayEquals(new double[] {expectedLoss, 2}, bench.values(metrics), EXACT);
    double[] expected = {0.075, -0.075, 0.075, -0.075};
    assertArrayEquals(expected, bench.values(dlogits), EXACT);
  }

  @Test
  void largeLogitsDoNotOverflowAndTheFirstOfEqualOnesIsThePrediction() {
    Tensor logits = bench.vector(2, 3, 1000, -1000, 1000, 5, 5, 5);
    Tensor labels = bench.integers(Space.LABELS, 2, 0, 1);
    Tensor metrics = bench.whole(Shape.of(2));
    Tensor dlogits = bench.vector(2, 3);
    bench.run(new SoftmaxCrossEntropy(0), List.of(logits, labels), List.of(metrics, dlogits));
    double mean = (Math.log(2) + Math.log(3)) / 2;
    assertArrayEquals(new double[] {mean, 1}, bench.values(metrics), 1e-12);
  }

  @Test
  void aLabelThatIsNoClassIsRefused() {
    Tensor metrics = bench.whole(Shape.of(2));
    assertThrows(IndexOutOfBoundsException.class, () -> loss(0, metrics, 2, 0));
  }

  private double[] activate(ActivationFunction function, double... values) {
    Tensor x = bench.vector(1, values.length, values);
    Tensor y = bench.vector(1, values.length);
    bench.run(new Activation(function), List.of(x), List.of(y));
    return bench.values(y);
  }

  /** One channel, two examples of two pixels. */
  private Tensor x() {
    return bench.map(2, 1, 1, 2, 1, 2, 3, 6);
  }

  /** Runs on {@link #x} with scale 10, shift 1; gives scale, shift and the two statistics. */
  private List<Tensor> batchNorm(
      BatchNorm op, Tensor runningMean, Tensor runningVariance, Tensor y, List<Tensor> mask) {
    Tensor scale = bench.whole(Shape.of(1), 10);
    Tensor shift = bench.whole(Shape.of(1), 1);
    Tensor mean = bench.whole(Shape.of(1));
    Tensor second = bench.whole(Shape.of(1));
    List<Tensor> outputs =
        mask.isEmpty() ? List.of(y, mean, second) : List.of(y, mean, second, mask.get(0));
    bench.run(op, List.of(x(), scale, shift, runningMean, runningVariance), outputs);
    return List.of(scale, shift, mean, second);
  }

  /** Two examples of logits (0, ln 3), that is probabilities (1/4, 3/4). */
  private Tensor loss(double smoothing, Tensor metrics, int... labels) {
    Tensor logits = bench.vector(2, 2, 0, Math.log(3), 0, Math.log(3));
    Tensor dlogits = bench.vector(2, 2);
    bench.run(
        new SoftmaxCrossEntropy(smoothing),
        List.of(logits, bench.integers(Space.LABELS, 2, labels)),
        List.of(metrics, dlogits));
    return dlogits;
  }
}
