package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.AvgPoolGrad;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.GlobalAvgPoolGrad;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** oneDNN's reference code is slower by two orders of magnitude: no model may come to it. */
class ImplementationsTest {
  private static final int BATCH = 4;

  private final Trials trials = new Trials(real());

  /** What feature maps and vectors are made of. */
  DataType real() {
    return DataType.FLOAT32;
  }

  @AfterEach
  void close() {
    trials.close();
  }

  @ParameterizedTest
  @CsvSource({
    // The network's input, with its three channels.
    "3, 16, 32, 3, 1, 1",
    "3, 64, 32, 3, 1, 1",
    // Residual networks: within a stage, between stages, shortcuts.
    "16, 16, 32, 3, 1, 1",
    "16, 32, 32, 3, 2, 1",
    "64, 64, 8, 3, 1, 1",
    "32, 64, 16, 1, 2, 1",
    // Inception: reductions, the wide kernels, widths that are no multiple of 16.
    "64, 8, 32, 1, 1, 1",
    "8, 16, 32, 5, 1, 1",
    "24, 24, 16, 3, 1, 1",
    "8, 8, 32, 5, 1, 1",
    // Densely connected networks.
    "208, 32, 16, 1, 1, 1",
    "32, 16, 32, 3, 1, 1",
    // Cardinality.
    "64, 64, 32, 3, 1, 8",
    "512, 512, 8, 3, 1, 8",
    "128, 128, 16, 3, 2, 4"
  })
  void convolutionsAreFast(
      int channels, int filters, int size, int kernel, int stride, int groups) {
    Conv2d op = new Conv2d(filters, new Window(kernel, stride, kernel / 2), groups, true);
    int out = op.window().output(size);
    Tensor x = map(channels, size);
    Tensor y = map(filters, out);
    Tensor weight = trials.parameter(Shape.of(filters, channels / groups, kernel, kernel));
    Tensor bias = trials.parameter(Shape.of(filters));
    assertFast(op, List.of(x, weight, bias), List.of(y));
    assertFast(rectified(op, false), List.of(x, weight, bias), List.of(y));
    assertFast(rectified(op, true), List.of(x, weight, bias, map(filters, out)), List.of(y));
    assertFast(rectified(op, true), List.of(x, weight, bias, y), List.of(y));
    assertFast(new Conv2dInputGrad(op), List.of(y, weight), List.of(map(channels, size)));
    assertFast(new Conv2dWeightGrad(op), List.of(x, y), List.of(weight, bias));
    if (op.isPerPixel()) {
      Conv2dInputGradSum sum = new Conv2dInputGradSum(op);
      assertFast(sum, List.of(y, weight, x), List.of(x));
      assertFast(sum, List.of(y, weight, map(channels, size)), List.of(x));
    }
  }

  private static FusedConv2d rectified(Conv2d op, boolean sum) {
    return new FusedConv2d(op, sum, ActivationFunction.RELU);
  }

  @ParameterizedTest
  @CsvSource({"16, 32", "24, 16", "64, 8", "208, 8", "512, 8"})
  void normalisationsAreFast(int channels, int size) {
    for (boolean relu : new boolean[] {false, true}) {
      Tensor x = map(channels, size);
      Tensor y = map(channels, size);
      List<Tensor> perChannel = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        perChannel.add(trials.parameter(Shape.of(channels)));
      }
      BatchNorm op = new BatchNorm(1e-5, 0.1, relu);
      List<Tensor> saved = new ArrayList<>(perChannel.subList(2, 4));
      if (relu) {
        saved.add(mask(BatchNorm.maskBytes(x.shape().elements())));
      }
      Tensor mean = trials.parameter(Shape.of(channels));
      Tensor variance = trials.parameter(Shape.of(channels));
      List<Tensor> averages = List.of(perChannel.get(0), perChannel.get(1), mean, variance);
      assertFast(op, join(List.of(x), averages), join(List.of(y), saved));
      assertFast(
          new BatchNormGrad(op),
          join(List.of(x, y, perChannel.get(0), perChannel.get(1)), saved),
          List.of(map(channels, size), mean, variance));
      assertFast(
          new BatchNormRecompute(op),
          join(
              List.of(x),
              List.of(perChannel.get(0), perChannel.get(1), saved.get(0), saved.get(1))),
          List.of(y));
      Conv2d conv = new Conv2d(16, new Window(1, 1, 0), 1, false);
      assertFast(
          new RecomputedWeightGrad(new BatchNormRecompute(op), new Conv2dWeightGrad(conv)),
          List.of(
              x, perChannel.get(0), perChannel.get(1), saved.get(0), saved.get(1), map(16, size)),
          List.of(trials.parameter(Shape.of(16, channels, 1, 1)), y));
      assertFast(new BatchNormInference(1e-5, relu), join(List.of(x), averages), List.of(y));
    }
  }

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void elementwiseOpsAreFast(ActivationFunction function) {
    Tensor a = map(24, 16);
    Tensor b = map(24, 16);
    Tensor c = map(24, 16);
    Tensor d = map(24, 16);
    assertFast(new Activation(function), List.of(a), List.of(b));
    assertFast(new ActivationGrad(function), List.of(a, b), List.of(c));
    assertFast(new Add(2, function), List.of(a, b), List.of(c));
    assertFast(new Add(3, function), List.of(a, b, c), List.of(d));
    FusedStep sum = new FusedStep.Sum(List.of(0, 1));
    Fused activated = new Fused(2, List.of(sum, new FusedStep.Apply(function, 2)), List.of(3));
    assertFast(activated, List.of(a, b), List.of(c));
    Fused gradient = new Fused(3, List.of(sum, new FusedStep.Slope(function, 2, 3)), List.of(4));
    assertFast(gradient, List.of(a, b, c), List.of(d));
  }

  @Test
  void poolingsAreFast() {
    for (Window window : List.of(new Window(3, 1, 1), new Window(2, 2, 0), new Window(3, 2, 1))) {
      Tensor x = map(24, 16);
      Tensor y = map(24, window.output(16));
      MaxPool max = new MaxPool(window);
      Tensor positions = mask(max.maskBytes(y.shape().elements()));
      assertFast(max, List.of(x), List.of(y));
      assertFast(max, List.of(x), List.of(y, positions));
      assertFast(new MaxPoolGrad(max), List.of(y, positions), List.of(x));
      assertFast(new AvgPool(window), List.of(x), List.of(y));
      assertFast(new AvgPoolGrad(new AvgPool(window)), List.of(y), List.of(x));
    }
    Tensor map = map(64, 8);
    Tensor vector = trials.activation(BATCH, Shape.of(64));
    assertFast(new GlobalAvgPool(), List.of(map), List.of(vector));
    assertFast(new GlobalAvgPoolGrad(), List.of(vector), List.of(map));
  }

  /** Classifiers of the networks, and one of a hundred classes. */
  @ParameterizedTest
  @CsvSource({"64, 10, true", "128, 10, true", "184, 10, true", "1024, 10, true", "64, 100, false"})
  void linearLayersAreFast(int features, int units, boolean bias) {
    Linear op = new Linear(units, bias);
    Tensor x = trials.activation(BATCH, Shape.of(features));
    Tensor y = trials.activation(BATCH, Shape.of(units));
    Tensor weight = trials.parameter(Shape.of(units, features));
    List<Tensor> weights =
        bias ? List.of(weight, trials.parameter(Shape.of(units))) : List.of(weight);
    assertFast(op, join(List.of(x), weights), List.of(y));
    assertFast(new LinearInputGrad(op), List.of(y, weight), List.of(x));
    assertFast(new LinearWeightGrad(op), List.of(x, y), weights);
  }

  @Test
  void concatenationsAreFast() {
    List<Tensor> parts = List.of(map(24, 16), map(16, 16), map(8, 16));
    assertFast(new Concat(3), parts, List.of(map(48, 16)));
    assertFast(new ConcatGrad(List.of(24, 16, 8), List.of(0, 1, 2)), List.of(map(48, 16)), parts);
  }

  /** In float32 and with widths of all kinds; dropout aside, which is Java anywhere. */
  @ParameterizedTest
  @CsvSource({"48, 16, 32, 16", "176, 16, 160, 8", "13, 4, 5, 8", "104, 16, 88, 4"})
  void chainsOfPartsAreFast(int wide, int first, int channels, int size) {
    Tensor a = map(channels, size);
    Tensor b = map(channels, size);
    Tensor whole = map(wide, size);
    FusedStep slice = new FusedStep.Slice(1, first);
    Fused sum = new Fused(2, List.of(slice, new FusedStep.Sum(List.of(0, 2))), List.of(3));
    assertFast(sum, List.of(a, whole), List.of(b));
    assertFast(sum, List.of(a, whole), List.of(a));
    FusedStep slope = new FusedStep.Slope(ActivationFunction.RELU, 0, 2);
    assertFast(new Fused(2, List.of(slice, slope), List.of(3)), List.of(a, whole), List.of(b));
    FusedStep join = new FusedStep.Join(List.of(0, 1));
    FusedStep relu = new FusedStep.Apply(ActivationFunction.RELU, 2);
    assertFast(
        new Fused(2, List.of(join, relu), List.of(3)),
        List.of(a, map(wide - channels, size)),
        List.of(map(wide, size)));
  }

  /** ShuffleNet's widths, with two, three, four and eight groups. */
  @ParameterizedTest
  @CsvSource({
    "16, 4, 32",
    "24, 3, 16",
    "60, 3, 32",
    "64, 8, 8",
    "200, 2, 8",
    "240, 3, 4",
    "58, 2, 16"
  })
  void shufflesAreFast(int channels, int groups, int size) {
    assertFast(
        new ChannelShuffle(groups), List.of(map(channels, size)), List.of(map(channels, size)));
    assertFast(
        new ChannelShuffle(channels / groups),
        List.of(map(channels, size)),
        List.of(map(channels, size)));
  }

  @Test
  void runningAllocatesNothingMore() {
    Tensor x = map(16, 8);
    Tensor y = map(16, 8);
    Tensor weight = trials.parameter(Shape.of(16, 16, 3, 3));
    Conv2d op = new Conv2d(16, new Window(3, 1, 1), 1, false);
    Kernel forward = trials.bind(op, List.of(x, weight), List.of(y));
    Kernel backward = trials.bind(new Conv2dWeightGrad(op), List.of(x, y), List.of(weight));
    long before = trials.device().memory().allocations();
    forward.run();
    backward.run();
    forward.run();
    assertEquals(before, trials.device().memory().allocations());
  }

  private void assertFast(Op op, List<Tensor> inputs, List<Tensor> outputs) {
    String implementation = trials.bind(op, inputs, outputs).implementation();
    assertFalse(implementation.contains("ref"), op + " runs " + implementation);
    assertFalse(implementation.equals("java"), op + " runs in Java");
  }

  private Tensor map(int channels, int size) {
    return trials.activation(BATCH, Shape.of(channels, size, size));
  }

  private Tensor mask(int bytes) {
    return trials.tensor(Space.MASK, BATCH, Shape.of(bytes));
  }

  private static List<Tensor> join(List<Tensor> first, List<Tensor> second) {
    List<Tensor> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
