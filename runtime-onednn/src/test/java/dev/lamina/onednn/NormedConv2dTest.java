package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.runtime.device.Apart;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormedConv2dTest {
  private static final int BATCH = 16;

  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({
    // precision, channels, filters, size, mean of x, whose deviation is 0.58; tolerance
    "FLOAT32, 32, 256, 32, 0, 1e-5",
    "FLOAT32, 32, 128, 16, 1, 1e-4",
    "FLOAT32, 64, 512, 16, 10, 1e-3",
    "FLOAT32, 7, 30, 9, 1, 1e-4",
    "BFLOAT16, 32, 256, 32, 0, 1e-2",
    "BFLOAT16, 128, 1024, 8, 1, 1e-2",
    "BFLOAT16, 64, 512, 16, 1, 1e-2"
  })
  void aNormToldFromTheInputIsTheOneTakenFromTheOutput(
      DataType type, int channels, int filters, int size, float mean, double tolerance) {
    Layer layer = new Layer(channels, filters, size, mean);
    List<float[]> expected = layer.results(DataType.FLOAT32, true);
    List<float[]> found = layer.results(type, false);
    for (int i = 0; i < expected.size(); i++) {
      assertClose(expected.get(i), found.get(i), tolerance, Layer.NAMES.get(i));
    }
  }

  /** Weights are rounded, and that must not move all pixels of a channel the same way. */
  @ParameterizedTest
  @CsvSource({"FLOAT32, 1e-5", "BFLOAT16, 1e-3"})
  void roundingDoesNotMoveAChannelAsAWhole(DataType type, double tolerance) {
    Layer layer = new Layer(64, 512, 16, 3);
    Map<String, float[]> found = layer.named(type);
    for (int filter = 0; filter < 512; filter++) {
      assertEquals(layer.shift[filter], mean(found.get("y"), filter, 512), tolerance, "y");
    }
    float[] dx = found.get("dx");
    double size = 0;
    for (float value : dx) {
      size += Math.abs(value) / dx.length;
    }
    for (int channel = 0; channel < 64; channel++) {
      assertEquals(0, mean(dx, channel, 64), tolerance * size, "dx");
    }
  }

  private static double mean(float[] map, int channel, int channels) {
    double sum = 0;
    for (int i = channel; i < map.length; i += channels) {
      sum += map[i];
    }
    return sum * channels / map.length;
  }

  /** Numbers that are exact in bfloat16. */
  private float[] numbers(long count, float mean, float range) {
    float[] numbers = new float[Math.toIntExact(count)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = mean + range * (random.nextInt(33) - 16) / 16;
    }
    return numbers;
  }

  /** A convolution with its norm, what they read, and a gradient of their output. */
  private final class Layer {
    static final List<String> NAMES =
        List.of("dx", "dweight", "dscale", "dshift", "y", "mean", "variance", "running", "spread");

    private final NormedConv2d op;
    private final Shape narrow;
    private final Shape wide;
    private final Shape vector;
    private final Shape matrix;
    private final float[] x;
    private final float[] dy;
    private final float[] weight;
    private final float[] scale;
    private final float[] shift;

    Layer(int channels, int filters, int size, float mean) {
      Conv2d conv = new Conv2d(filters, new Window(1, 1, 0), 1, false);
      op = new NormedConv2d(conv, new BatchNorm(1e-5, 0.1, false));
      narrow = Shape.of(channels, size, size);
      wide = narrow.withChannels(filters);
      vector = Shape.of(filters);
      matrix = Shape.of(filters, channels, 1, 1);
      x = numbers(BATCH * narrow.elements(), mean, 1);
      dy = numbers(BATCH * wide.elements(), 0.125f, 1);
      weight = numbers(matrix.elements(), 0, 1);
      scale = numbers(filters, 1, 0.5f);
      shift = numbers(filters, 0, 0.5f);
    }

    /** Forward and backward, by the op's own kernels or by those of the ops that it is. */
    List<float[]> results(DataType type, boolean apart) {
      try (Trials trials = new Trials(type, OptionalInt.of(2))) {
        Tensor ofX = trials.activation(BATCH, narrow, x);
        Tensor ofWeight = trials.parameter(matrix, weight);
        Tensor ofScale = trials.parameter(vector, scale);
        Tensor ofShift = trials.parameter(vector, shift);
        List<Tensor> running = List.of(trials.parameter(vector), trials.parameter(vector));
        List<Tensor> saved =
            Stream.of(vector, vector, Shape.of(NormedConv2d.moments(narrow.channels())))
                .map(shape -> trials.tensor(Space.STATISTIC, 1, shape))
                .toList();
        Tensor y = trials.activation(BATCH, wide);
        List<Tensor> parameters = List.of(ofWeight, ofScale, ofShift);
        run(
            trials,
            apart,
            op,
            concat(List.of(ofX), parameters, running),
            concat(List.of(y), saved, spaces(trials, 1)));
        List<Tensor> gradients =
            List.of(
                trials.activation(BATCH, narrow),
                trials.parameter(matrix),
                trials.parameter(vector),
                trials.parameter(vector));
        run(
            trials,
            apart,
            new NormedConv2dGrad(op),
            concat(List.of(ofX, trials.activation(BATCH, wide, dy)), parameters, saved),
            concat(gradients, spaces(trials, 2), List.of()));
        return concat(gradients, concat(List.of(y), saved.subList(0, 2), running), List.of())
            .stream()
            .map(Trials::values)
            .toList();
      }
    }

    Map<String, float[]> named(DataType type) {
      List<float[]> results = results(type, false);
      Map<String, float[]> named = new HashMap<>();
      for (int i = 0; i < NAMES.size(); i++) {
        named.put(NAMES.get(i), results.get(i));
      }
      return named;
    }

    private List<Tensor> spaces(Trials trials, int count) {
      return Stream.generate(() -> trials.activation(BATCH, wide)).limit(count).toList();
    }
  }

  private static List<Tensor> concat(List<Tensor> first, List<Tensor> second, List<Tensor> third) {
    return Stream.of(first, second, third).flatMap(List::stream).toList();
  }

  private static void run(
      Trials trials, boolean apart, Op op, List<Tensor> inputs, List<Tensor> outputs) {
    Binding binding = new Binding("trial", op, inputs, outputs);
    List<Binding> bindings = apart ? Apart.of(binding) : List.of(binding);
    bindings.stream().map(trials.device()::bind).forEach(Kernel::run);
  }

  private static void assertClose(float[] expected, float[] found, double tolerance, String what) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(expected, found, (float) tolerance * largest, what);
  }
}
