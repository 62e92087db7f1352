package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecomputedWeightGradTest {
  private static final int CHANNELS = 32;
  private static final float UNTOUCHED = 7;

  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({
    // precision, batch, size, kernel, bias; whether the batch is taken in pieces, the last smaller
    "BFLOAT16, 9, 128, 1, true, true",
    "BFLOAT16, 9, 128, 3, false, true",
    "BFLOAT16, 8, 128, 1, false, true",
    "BFLOAT16, 8, 64, 3, false, false",
    "FLOAT32, 9, 128, 1, true, false"
  })
  void itIsTheGradientBehindTheNorm(
      DataType type, int batch, int size, int kernel, boolean bias, boolean pieces) {
    BatchNormRecompute norm = new BatchNormRecompute(new BatchNorm(1e-5, 0.1, true));
    Window window = new Window(kernel, 1, kernel / 2);
    Conv2dWeightGrad grad = new Conv2dWeightGrad(new Conv2d(4, window, 1, bias));
    try (Trials trials = new Trials(type, OptionalInt.of(2))) {
      Shape shape = Shape.of(CHANNELS, size, size);
      List<Tensor> normed = new ArrayList<>(List.of(filled(trials, batch, shape)));
      for (int i = 0; i < 4; i++) {
        normed.add(trials.parameter(Shape.of(CHANNELS), numbers(CHANNELS, 0.5f, 1.5f)));
      }
      Tensor dy = filled(trials, batch, shape.withChannels(4));
      Tensor y = trials.activation(batch, shape);
      List<Tensor> expected = gradients(trials, kernel, bias);
      trials.bind(norm, normed, List.of(y)).run();
      trials.bind(grad, List.of(y, dy), expected).run();

      List<Tensor> found = gradients(trials, kernel, bias);
      fill(y, UNTOUCHED);
      Kernel both =
          trials.bind(new RecomputedWeightGrad(norm, grad), with(normed, dy), with(found, y));
      both.run();
      for (int i = 0; i < found.size(); i++) {
        assertClose(Trials.values(expected.get(i)), Trials.values(found.get(i)));
      }
      float[] left = Trials.values(y);
      assertEquals(pieces, left[left.length - 1] == UNTOUCHED, "whether y is whole");

      float[] first = Trials.values(found.get(0));
      both.run();
      assertArrayEquals(first, Trials.values(found.get(0)), "nothing is left of the first run");
    }
  }

  private static void fill(Tensor tensor, float value) {
    float[] values = new float[Math.toIntExact(tensor.elements())];
    Arrays.fill(values, value);
    Trials.write(tensor, values);
  }

  private static List<Tensor> with(List<Tensor> tensors, Tensor last) {
    List<Tensor> all = new ArrayList<>(tensors);
    all.add(last);
    return all;
  }

  private static List<Tensor> gradients(Trials trials, int kernel, boolean bias) {
    Tensor dweight = trials.parameter(Shape.of(4, CHANNELS, kernel, kernel));
    return bias ? List.of(dweight, trials.parameter(Shape.of(4))) : List.of(dweight);
  }

  private Tensor filled(Trials trials, int batch, Shape shape) {
    int count = Math.toIntExact(batch * shape.elements());
    return trials.activation(batch, shape, numbers(count, -1, 1));
  }

  private float[] numbers(int count, float from, float to) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = from + (to - from) * random.nextFloat();
    }
    return numbers;
  }

  /** Parts are added up in another order, all of them in float32. */
  private static void assertClose(float[] expected, float[] found) {
    float largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(expected, found, 1e-5f * largest);
  }
}
