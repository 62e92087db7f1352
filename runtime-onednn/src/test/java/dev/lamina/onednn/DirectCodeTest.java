package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectCodeTest {
  private static final int SIZE = 8;

  @ParameterizedTest
  @CsvSource({
    // precision, channels, filters, kernel, stride, groups, forward, input gradient
    "FLOAT32, 3, 16, 3, 1, 1, true, false",
    "FLOAT32, 16, 32, 3, 2, 1, false, true",
    "FLOAT32, 64, 128, 1, 2, 1, false, true",
    "FLOAT32, 32, 16, 3, 1, 1, false, true",
    "FLOAT32, 64, 64, 3, 1, 1, false, false",
    "FLOAT32, 64, 64, 3, 1, 2, false, false",
    "FLOAT32, 256, 64, 1, 1, 1, false, false",
    "BFLOAT16, 16, 32, 3, 2, 1, true, true",
    "BFLOAT16, 64, 64, 3, 1, 2, true, true",
    "BFLOAT16, 64, 64, 3, 1, 8, false, false",
    "BFLOAT16, 256, 32, 1, 1, 1, true, true",
    "BFLOAT16, 32, 256, 1, 1, 1, false, true",
    "BFLOAT16, 64, 32, 1, 1, 1, false, false",
    "BFLOAT16, 64, 64, 3, 1, 1, false, false"
  })
  void isUsedWhereItWasMeasuredToBeFaster(
      DataType type,
      int channels,
      int filters,
      int kernel,
      int stride,
      int groups,
      boolean forward,
      boolean inputGrad) {
    Conv2d op = new Conv2d(filters, new Window(kernel, stride, kernel / 2), groups, false);
    DirectCode code = DirectCode.of(op, channels, type);
    assertEquals(forward, code.forward());
    assertEquals(inputGrad, code.inputGrad());
  }

  @Test
  void runsWhereItIsAskedFor() {
    assumeTrue(OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for other processors");
    assertTrue(inputGradient(16, 32, 2).startsWith("jit:"));
    assertTrue(inputGradient(64, 64, 1).startsWith("brg"));
  }

  @Test
  void leavesOtherProcessorsAlone() {
    assumeTrue(!OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for this processor");
    assertFalse(DirectCode.of(square(16), 16, DataType.BFLOAT16).inBlocks());
  }

  @Test
  void mapsAreInBlocksOnlyWhereThatIsTheSameMemory() {
    assertFalse(DirectCode.of(square(32), 32, DataType.BFLOAT16).inBlocks());
    assertFalse(DirectCode.of(square(16), 32, DataType.BFLOAT16).inBlocks());
    assertFalse(DirectCode.of(square(32), 16, DataType.BFLOAT16).inBlocks());
  }

  private static Conv2d square(int filters) {
    return new Conv2d(filters, new Window(3, 1, 1), 1, false);
  }

  /** The implementation of the input gradient of a 3x3 convolution. */
  private static String inputGradient(int channels, int filters, int stride) {
    Conv2d op = new Conv2d(filters, new Window(3, stride, 1), 1, false);
    int out = op.window().output(SIZE);
    try (Trials trials = new Trials()) {
      Tensor dy = trials.activation(1, Shape.of(filters, out, out));
      Tensor weight = trials.parameter(Shape.of(filters, channels, 3, 3));
      Tensor dx = trials.tensor(Space.ACTIVATION, 1, Shape.of(channels, SIZE, SIZE));
      return trials
          .bind(new Conv2dInputGrad(op), List.of(dy, weight), List.of(dx))
          .implementation();
    }
  }
}
