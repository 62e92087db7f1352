package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.DnnContext;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A 1x1 convolution of ones by 16 filters over 16 channels: y is the sum of a filter's weights. */
final class PackedWeightTest {
  private static final int CHANNELS = 16;
  private static final Shape PIXEL = Shape.of(CHANNELS, 1, 1);
  private static final Shape WEIGHT = Shape.of(CHANNELS, CHANNELS, 1, 1);
  private static final Conv2d CONVOLUTION = new Conv2d(CHANNELS, new Window(1, 1, 0), 1, false);

  @Test
  void convolutionFollowsWeightsThatTheHostWrites() {
    try (Trials trials = new Trials()) {
      Tensor weight = trials.parameter(WEIGHT, filled(CHANNELS * CHANNELS, 1));
      Tensor y = trials.activation(1, PIXEL);
      Kernel kernel = convolution(trials, weight, y);
      kernel.run();
      assertArrayEquals(filled(CHANNELS, 16), Trials.values(y));
      Trials.write(weight, filled(CHANNELS * CHANNELS, 2));
      kernel.run();
      assertArrayEquals(filled(CHANNELS, 32), Trials.values(y));
    }
  }

  @Test
  void convolutionFollowsWeightsThatAnOptimizerMoves() {
    try (Trials trials = new Trials()) {
      int size = CHANNELS * CHANNELS;
      Tensor weight = trials.parameter(WEIGHT, filled(size, 1));
      Tensor gradient = trials.tensor(Space.GRADIENT, 1, WEIGHT, filled(size, 1));
      Tensor velocity = trials.tensor(Space.OPTIMIZER, 1, WEIGHT, filled(size, 0));
      Tensor rate = trials.tensor(Space.HYPERPARAMETERS, 1, Shape.of(2), 0.5f, 1);
      Tensor y = trials.activation(1, PIXEL);
      Kernel kernel = convolution(trials, weight, y);
      Kernel update =
          trials.bind(
              new Sgd(0, 0, false),
              List.of(weight, gradient, velocity, rate),
              List.of(weight, velocity));
      kernel.run();
      update.run();
      kernel.run();
      assertArrayEquals(filled(CHANNELS, 8), Trials.values(y));
    }
  }

  @Test
  void convolutionFollowsWeightsThatAreFoldedAnew() {
    try (Trials trials = new Trials()) {
      Shape vector = Shape.of(CHANNELS);
      Tensor scale = trials.parameter(vector, filled(CHANNELS, 1));
      Tensor folded = trials.tensor(Space.FOLDED, 1, WEIGHT, filled(CHANNELS * CHANNELS, 0));
      Tensor y = trials.activation(1, PIXEL);
      Kernel fold =
          trials.bind(
              new FoldNorm(0, false),
              List.of(
                  trials.parameter(WEIGHT, filled(CHANNELS * CHANNELS, 1)),
                  scale,
                  trials.parameter(vector, filled(CHANNELS, 0)),
                  trials.tensor(Space.STATE, 1, vector, filled(CHANNELS, 0)),
                  trials.tensor(Space.STATE, 1, vector, filled(CHANNELS, 1))),
              List.of(folded, trials.tensor(Space.FOLDED, 1, vector, filled(CHANNELS, 0))));
      Kernel kernel = convolution(trials, folded, y);
      fold.run();
      kernel.run();
      assertArrayEquals(filled(CHANNELS, 16), Trials.values(y));
      Trials.write(scale, filled(CHANNELS, 3));
      fold.run();
      kernel.run();
      assertArrayEquals(filled(CHANNELS, 48), Trials.values(y));
    }
  }

  @Test
  void kernelsThatWantTheSameLayoutShareOneCopy() {
    try (DnnContext context = new DnnContext(OptionalInt.empty())) {
      Workbench bench = new Workbench(context, DataType.FLOAT32);
      OneDnnBuffer buffer =
          OneDnnBuffer.allocate(context, Space.PARAMETER, DataType.FLOAT32, 6, "weights");
      Tensor weight = new Tensor(buffer, 0, Space.PARAMETER, Shape.of(2, 3), 1);
      long[] dims = {2, 3};
      MemoryDesc plain = context.dense(DataType.FLOAT32, dims);
      MemoryDesc turned = context.strided(DataType.FLOAT32, dims, new long[] {1, 2});
      PackedWeights weights = bench.packedWeights();
      long before = context.nativeMemory().allocations();
      assertSame(weights.get(weight, plain, turned), weights.get(weight, plain, turned));
      assertSame(weights.get(weight, plain, plain), weights.get(weight, plain, plain));
      assertEquals(1, context.nativeMemory().allocations() - before);
    }
  }

  private static Kernel convolution(Trials trials, Tensor weight, Tensor y) {
    Tensor x = trials.activation(1, PIXEL, filled(CHANNELS, 1));
    return trials.bind(CONVOLUTION, List.of(x, weight), List.of(y));
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }
}
