package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.MaxPoolGrad;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.device.Bfloat16;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaxPoolKernelsTest {
  private static final int KERNEL = 3;

  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({
    // precision, batch, channels, size, stride; kernels of a forward pass: of a large map also
    // copies, the last of which has fewer images
    "BFLOAT16, 31, 72, 64, 1, 2",
    "BFLOAT16, 32, 72, 64, 2, 2",
    "FLOAT32, 31, 36, 64, 2, 2",
    "FLOAT32, 31, 8, 64, 1, 1",
    "FLOAT32, 1, 72, 256, 1, 1"
  })
  void largeMapsArePooledAsSmallOnes(
      DataType type, int batch, int channels, int size, int stride, int kernels) {
    Window window = new Window(KERNEL, stride, KERNEL / 2);
    MaxPool op = new MaxPool(window);
    Shape shape = Shape.of(channels, size, size);
    Shape pooled = Shape.of(channels, size / stride, size / stride);
    float[] x = wholeNumbers(batch * shape.elements());
    float[] dy = wholeNumbers(batch * pooled.elements());
    float[] y = new float[dy.length];
    float[] dx = new float[x.length];
    pool(x, dy, batch, shape, window, y, dx);
    try (Trials trials = new Trials(type, OptionalInt.of(2))) {
      Tensor ofX = trials.activation(batch, shape, x);
      Tensor ofDy = trials.activation(batch, pooled, dy);
      Tensor ofY = trials.activation(batch, pooled);
      Tensor ofDx = trials.activation(batch, shape);
      Tensor mask = trials.tensor(Space.MASK, batch, Shape.of(op.maskBytes(pooled.elements())));

      Kernel inference = trials.bind(op, List.of(ofX), List.of(ofY));
      assertEquals(kernels, inference.implementation().split(", ").length, "kernels in inference");
      inference.run();
      assertArrayEquals(y, Trials.values(ofY), "y in inference");

      Trials.write(ofY, new float[y.length]);
      Kernel training = trials.bind(op, List.of(ofX), List.of(ofY, mask));
      assertEquals(kernels, training.implementation().split(", ").length, "kernels in training");
      training.run();
      assertArrayEquals(y, Trials.values(ofY), "y");

      trials.bind(new MaxPoolGrad(op), List.of(ofDy, mask), List.of(ofDx)).run();
      assertArrayEquals(dx, Trials.values(ofDx), "dx");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // precision, batch, channels, size, kernel, stride, whether through float32: in pieces of which
    // the last has fewer images, in equal ones, in one; the largest window has a mask of integers
    "BFLOAT16, 31, 96, 32, 3, 1, true",
    "BFLOAT16, 31, 96, 32, 3, 2, true",
    "BFLOAT16, 30, 96, 32, 3, 2, true",
    "BFLOAT16, 1, 96, 152, 3, 2, true",
    "BFLOAT16, 3, 96, 96, 17, 4, true",
    "BFLOAT16, 31, 88, 32, 3, 1, false",
    "BFLOAT16, 31, 96, 16, 3, 1, false",
    "FLOAT32, 31, 96, 32, 3, 1, false"
  })
  void gradientsOfWidePixelsAreAddedUpInFloat32(
      DataType type, int batch, int channels, int size, int kernel, int stride, boolean widened) {
    assumeTrue(OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for other processors");
    MaxPool op = new MaxPool(new Window(kernel, stride, kernel / 2));
    Shape shape = Shape.of(channels, size, size);
    Shape pooled = Shape.of(channels, size / stride, size / stride);
    float[] x = wholeNumbers(batch * shape.elements());
    float[] dy = wholeNumbers(batch * pooled.elements());
    float[] dx = new float[x.length];
    pool(x, dy, batch, shape, op.window(), new float[dy.length], dx);
    round(dx, type);
    try (Trials trials = new Trials(type, OptionalInt.of(2))) {
      Tensor ofDy = trials.activation(batch, pooled, dy);
      Tensor ofDx = trials.activation(batch, shape);
      Tensor mask = trials.tensor(Space.MASK, batch, Shape.of(op.maskBytes(pooled.elements())));
      Tensor ofX = trials.activation(batch, shape, x);
      trials.bind(op, List.of(ofX), List.of(trials.activation(batch, pooled), mask)).run();

      Kernel gradient = trials.bind(new MaxPoolGrad(op), List.of(ofDy, mask), List.of(ofDx));
      assertEquals(widened, gradient.implementation().contains("copy"), gradient.implementation());
      gradient.run();
      assertArrayEquals(dx, Trials.values(ofDx));
      gradient.run();
      assertArrayEquals(dx, Trials.values(ofDx), "once more");
    }
  }

  /** Once, after all is added up. */
  private static void round(float[] numbers, DataType type) {
    for (int i = 0; i < numbers.length && type == DataType.BFLOAT16; i++) {
      numbers[i] = Bfloat16.value(Bfloat16.of(numbers[i]));
    }
  }

  /** Small ones: they are exact in bfloat16, and so are sums of nine; ties are frequent. */
  private float[] wholeNumbers(long count) {
    float[] numbers = new float[Math.toIntExact(count)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextInt(29) - 14;
    }
    return numbers;
  }

  /** The definition: the first one of the largest numbers in a window takes it all. */
  private static void pool(
      float[] x, float[] dy, int batch, Shape shape, Window window, float[] y, float[] dx) {
    int stride = window.stride();
    int reach = window.kernel() / 2;
    int channels = shape.channels();
    int size = shape.height();
    int out = 0;
    for (int n = 0; n < batch; n++) {
      for (int row = 0; row < size; row += stride) {
        for (int column = 0; column < size; column += stride) {
          for (int channel = 0; channel < channels; channel++) {
            int largest = -1;
            for (int h = Math.max(0, row - reach); h <= Math.min(size - 1, row + reach); h++) {
              for (int w = Math.max(0, column - reach);
                  w <= Math.min(size - 1, column + reach);
                  w++) {
                int at = ((n * size + h) * size + w) * channels + channel;
                largest = largest < 0 || x[at] > x[largest] ? at : largest;
              }
            }
            y[out] = x[largest];
            dx[largest] += dy[out++];
          }
        }
      }
    }
  }
}
