package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightGradCodeTest {
  private static final int BATCH = 2;
  private static final int HEIGHT = 4;
  private static final int WIDTH = 7;

  @ParameterizedTest
  @CsvSource({
    // precision, channels, size, filters, linear, as a convolution
    "FLOAT32, 96, 16, 24, true, PROPOSED",
    "FLOAT32, 32, 16, 16, true, PROPOSED",
    "FLOAT32, 64, 16, 64, false, PRODUCT",
    "BFLOAT16, 64, 32, 8, true, PROPOSED",
    "BFLOAT16, 112, 32, 32, true, PROPOSED",
    "BFLOAT16, 176, 8, 88, true, PRODUCT",
    "BFLOAT16, 1024, 8, 128, true, PRODUCT",
    "BFLOAT16, 48, 32, 32, false, PROPOSED",
    "BFLOAT16, 128, 32, 64, false, PROPOSED",
    "BFLOAT16, 512, 16, 128, false, PRODUCT",
    "BFLOAT16, 64, 16, 512, false, PRODUCT",
    "BFLOAT16, 64, 32, 256, false, PROPOSED",
    "BFLOAT16, 64, 16, 64, false, PROPOSED"
  })
  void pointwiseConvolutionsAreProductsWhereThatWasMeasuredToBeFaster(
      DataType type, int channels, int size, int filters, boolean linear, Code convolution) {
    assumeTrue(OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for other processors");
    Conv2d op = new Conv2d(filters, new Window(1, 1, 0), 1, false);
    WeightGradCode code = WeightGradCode.of(op, Shape.of(channels, size, size), type);
    assertEquals(linear, code.isLinear());
    assertEquals(convolution, code.convolution());
  }

  @ParameterizedTest
  @CsvSource({
    // precision, channels, filters
    "BFLOAT16, 64, 8",
    "BFLOAT16, 96, 24",
    "BFLOAT16, 64, 128",
    "FLOAT32, 32, 32"
  })
  void productsAreMatrixProducts(DataType type, int channels, int filters) {
    assumeTrue(OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for other processors");
    String found = check(type, channels, new Conv2d(filters, new Window(1, 1, 0), 1, false));
    assertTrue(found.startsWith("x64:gemm"), found);
  }

  @Test
  void filtersThatLeaveVectorsEmptyAreTakenForChannels() {
    assumeTrue(OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for other processors");
    for (DataType type : List.of(DataType.FLOAT32, DataType.BFLOAT16)) {
      assertTrue(isExchanged(type, 16, conv(8, 5, 1, 2)));
      assertTrue(isExchanged(type, 64, conv(24, 3, 1, 1)));
      assertFalse(isExchanged(type, 16, conv(16, 5, 1, 2)));
      assertFalse(isExchanged(type, 8, conv(8, 5, 1, 2)));
      assertFalse(isExchanged(type, 16, conv(4, 5, 1, 2)));
      assertFalse(isExchanged(type, 16, conv(8, 5, 1, 1)));
      assertFalse(isExchanged(type, 16, conv(8, 5, 2, 2)));
      assertFalse(isExchanged(type, 16, conv(8, 4, 1, 2)));
      assertFalse(isExchanged(type, 16, conv(8, 1, 1, 0)));
      assertFalse(isExchanged(type, 16, new Conv2d(8, new Window(5, 1, 2), 2, false)));
      assertFalse(isExchanged(type, 16, new Conv2d(8, new Window(5, 1, 2), 1, true)));
    }
    assertTrue(isExchanged(DataType.BFLOAT16, 16, conv(12, 5, 1, 2)));
    assertFalse(isExchanged(DataType.FLOAT32, 16, conv(12, 5, 1, 2)));
  }

  @ParameterizedTest
  @CsvSource({
    // precision, channels, filters, kernel
    "FLOAT32, 16, 8, 5",
    "BFLOAT16, 16, 8, 5",
    "BFLOAT16, 32, 12, 3",
    "FLOAT32, 32, 24, 3"
  })
  void exchangedConvolutionsHaveTheSameGradient(
      DataType type, int channels, int filters, int kernel) {
    String found = check(type, channels, conv(filters, kernel, 1, kernel / 2));
    assertFalse(found.contains("ref"), found);
  }

  private static boolean isExchanged(DataType type, int channels, Conv2d op) {
    return WeightGradCode.of(op, Shape.of(channels, HEIGHT, WIDTH), type).isExchanged();
  }

  private static Conv2d conv(int filters, int kernel, int stride, int padding) {
    return new Conv2d(filters, new Window(kernel, stride, padding), 1, false);
  }

  /** Compares a gradient of whole numbers, which no order of sums rounds, and tells who made it. */
  private static String check(DataType type, int channels, Conv2d op) {
    int kernel = op.window().kernel();
    float[] maps = wholeNumbers(BATCH * HEIGHT * WIDTH * channels, 7);
    float[] gradients = wholeNumbers(BATCH * HEIGHT * WIDTH * op.filters(), 5);
    try (Trials trials = new Trials(type)) {
      Tensor x = trials.activation(BATCH, Shape.of(channels, HEIGHT, WIDTH), maps);
      Tensor dy = trials.activation(BATCH, Shape.of(op.filters(), HEIGHT, WIDTH), gradients);
      Tensor dweight = trials.parameter(Shape.of(op.filters(), channels, kernel, kernel));
      var bound = trials.bind(new Conv2dWeightGrad(op), List.of(x, dy), List.of(dweight));
      bound.run();
      assertArrayEquals(gradient(op, channels, maps, gradients), Trials.values(dweight));
      return bound.implementation();
    }
  }

  /** Numbers from -3 to 3 without a pattern that a mirror would keep. */
  private static float[] wholeNumbers(int count, int seed) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (i * i + seed * i) % 11 % 7 - 3;
    }
    return numbers;
  }

  /** By definition; maps are channels-last. */
  private static float[] gradient(Conv2d op, int channels, float[] x, float[] dy) {
    int kernel = op.window().kernel();
    float[] result = new float[op.filters() * channels * kernel * kernel];
    for (int pixel = 0; pixel < BATCH * HEIGHT * WIDTH; pixel++) {
      for (int tap = 0; tap < kernel * kernel; tap++) {
        int row = pixel / WIDTH % HEIGHT + tap / kernel - kernel / 2;
        int column = pixel % WIDTH + tap % kernel - kernel / 2;
        if (row < 0 || row >= HEIGHT || column < 0 || column >= WIDTH) {
          continue;
        }
        int read = (pixel / (HEIGHT * WIDTH) * HEIGHT + row) * WIDTH + column;
        for (int weight = 0; weight < op.filters() * channels; weight++) {
          result[weight * kernel * kernel + tap] +=
              dy[pixel * op.filters() + weight / channels] * x[read * channels + weight % channels];
        }
      }
    }
    return result;
  }
}
