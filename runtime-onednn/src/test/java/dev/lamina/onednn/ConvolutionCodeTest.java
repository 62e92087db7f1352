package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionCodeTest {
  private static final int SIZE = 8;

  @ParameterizedTest
  @CsvSource({
    // precision, channels, size, filters, kernel, stride, groups, forward, input, weight gradient
    "FLOAT32, 3, 8, 16, 3, 1, 1, DIRECT, PROPOSED, PROPOSED",
    "FLOAT32, 16, 8, 32, 3, 2, 1, PROPOSED, DIRECT, PROPOSED",
    "FLOAT32, 64, 8, 128, 1, 2, 1, GENERAL, DIRECT, PROPOSED",
    "FLOAT32, 32, 28, 16, 3, 1, 1, DIRECT, DIRECT, PROPOSED",
    "FLOAT32, 32, 32, 16, 3, 1, 1, PROPOSED, DIRECT, PROPOSED",
    "FLOAT32, 16, 32, 32, 3, 1, 1, PROPOSED, DIRECT, PROPOSED",
    "FLOAT32, 16, 8, 24, 5, 1, 1, DIRECT, DIRECT, PROPOSED",
    "FLOAT32, 64, 8, 64, 3, 1, 1, PROPOSED, PROPOSED, PROPOSED",
    "FLOAT32, 64, 8, 64, 3, 1, 2, DIRECT, DIRECT, PROPOSED",
    "FLOAT32, 64, 8, 64, 3, 2, 2, PROPOSED, DIRECT, PROPOSED",
    "FLOAT32, 64, 8, 64, 3, 1, 4, PROPOSED, PROPOSED, PROPOSED",
    "FLOAT32, 256, 8, 64, 1, 1, 1, PROPOSED, PROPOSED, PRODUCT",
    "FLOAT32, 64, 8, 256, 1, 1, 1, PROPOSED, PROPOSED, PRODUCT",
    "FLOAT32, 96, 8, 32, 1, 1, 1, GENERAL, PROPOSED, PRODUCT",
    "FLOAT32, 96, 16, 32, 1, 1, 1, DIRECT, PROPOSED, PRODUCT",
    "FLOAT32, 96, 32, 32, 1, 1, 1, DIRECT, DIRECT, PRODUCT",
    "FLOAT32, 256, 32, 32, 1, 1, 1, PROPOSED, PROPOSED, PRODUCT",
    "FLOAT32, 32, 32, 32, 1, 1, 1, GENERAL, PROPOSED, PRODUCT",
    "FLOAT32, 96, 16, 12, 1, 1, 1, GENERAL, PROPOSED, PROPOSED",
    "FLOAT32, 32, 16, 64, 1, 2, 1, GENERAL, DIRECT, PROPOSED",
    "FLOAT32, 256, 16, 512, 1, 2, 1, PROPOSED, DIRECT, PROPOSED",
    "BFLOAT16, 16, 8, 32, 3, 2, 1, DIRECT, DIRECT, PROPOSED",
    "BFLOAT16, 32, 8, 16, 3, 1, 1, DIRECT, DIRECT, PROPOSED",
    "BFLOAT16, 32, 16, 16, 3, 1, 1, PROPOSED, DIRECT, PROPOSED",
    "BFLOAT16, 64, 8, 64, 3, 1, 2, DIRECT, DIRECT, PROPOSED",
    "BFLOAT16, 64, 8, 64, 3, 1, 8, PROPOSED, PROPOSED, PROPOSED",
    "BFLOAT16, 256, 8, 32, 1, 1, 1, DIRECT, DIRECT, PRODUCT",
    "BFLOAT16, 32, 8, 256, 1, 1, 1, PROPOSED, DIRECT, PRODUCT",
    "BFLOAT16, 32, 32, 256, 1, 1, 1, PROPOSED, DIRECT, PROPOSED",
    "BFLOAT16, 64, 16, 16, 1, 1, 1, DIRECT, PROPOSED, PROPOSED",
    "BFLOAT16, 96, 16, 24, 1, 1, 1, DIRECT, PROPOSED, PROPOSED",
    "BFLOAT16, 64, 8, 48, 1, 1, 1, PROPOSED, DIRECT, PROPOSED",
    "BFLOAT16, 48, 16, 16, 1, 1, 1, PROPOSED, PROPOSED, PROPOSED",
    "BFLOAT16, 72, 16, 16, 1, 1, 1, PROPOSED, PROPOSED, PROPOSED",
    "BFLOAT16, 32, 16, 32, 3, 1, 1, DIRECT, DIRECT, PROPOSED",
    "BFLOAT16, 32, 32, 48, 3, 1, 1, DIRECT, DIRECT, PROPOSED",
    "BFLOAT16, 32, 16, 40, 3, 1, 1, PROPOSED, PROPOSED, PROPOSED",
    "BFLOAT16, 16, 32, 12, 5, 1, 1, DIRECT, DIRECT, PROPOSED",
    "BFLOAT16, 64, 8, 64, 3, 1, 1, PROPOSED, PROPOSED, PROPOSED"
  })
  void isUsedWhereItWasMeasuredToBeFaster(
      DataType type,
      int channels,
      int size,
      int filters,
      int kernel,
      int stride,
      int groups,
      Code forward,
      Code inputGrad,
      Code weightGrad) {
    Conv2d op = new Conv2d(filters, new Window(kernel, stride, kernel / 2), groups, false);
    ConvolutionCode code = ConvolutionCode.of(op, Shape.of(channels, size, size), type);
    assertEquals(forward, code.forward());
    assertEquals(inputGrad, code.inputGrad());
    assertEquals(weightGrad, code.weightGrad().convolution());
  }

  @ParameterizedTest
  @CsvSource({
    // precision, channels, size, filters, added to what is there
    "BFLOAT16, 16, 32, 64, DIRECT",
    "BFLOAT16, 24, 16, 96, DIRECT",
    "BFLOAT16, 48, 8, 128, DIRECT",
    "BFLOAT16, 32, 32, 256, PROPOSED",
    "BFLOAT16, 64, 16, 512, PROPOSED",
    "BFLOAT16, 128, 8, 1024, DIRECT",
    "FLOAT32, 16, 32, 64, PROPOSED",
    "FLOAT32, 48, 8, 128, PROPOSED"
  })
  void addsByWhatWasMeasuredToBeFaster(
      DataType type, int channels, int size, int filters, Code added) {
    Conv2d op = new Conv2d(filters, new Window(1, 1, 0), 1, false);
    assertEquals(added, ConvolutionCode.of(op, Shape.of(channels, size, size), type).added());
  }

  @ParameterizedTest
  @CsvSource({
    // channels, filters, implementation
    "16, 32, x64:gemm",
    "32, 16, x64:gemm",
    "64, 8, brg_matmul",
    "16, 16, jit"
  })
  void weightGradientsOfPointwiseConvolutionsAreMatrixProducts(
      int channels, int filters, String implementation) {
    assumeTrue(OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for other processors");
    String found = weightGradient(channels, filters);
    assertTrue(found.startsWith(implementation), found);
  }

  @Test
  void runsWhereItIsAskedFor() {
    assumeTrue(OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for other processors");
    assertTrue(inputGradient(16, 32, 2).startsWith("jit:"));
    assertTrue(inputGradient(64, 64, 1).startsWith("brg"));
  }

  @ParameterizedTest
  @CsvSource({"64, 8, 1", "64, 24, 1", "32, 32, 3", "16, 12, 5"})
  void runsForwardInBfloat16WhereItIsAskedFor(int channels, int filters, int kernel) {
    assumeTrue(OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for other processors");
    assumeTrue(OneDnnLibrary.hasBfloat16(), "this processor has no bfloat16");
    Conv2d op = new Conv2d(filters, new Window(kernel, 1, kernel / 2), 1, true);
    try (Trials trials = new Trials(DataType.BFLOAT16)) {
      Tensor x = trials.activation(1, Shape.of(channels, SIZE, SIZE));
      Tensor weight = trials.parameter(Shape.of(filters, channels, kernel, kernel));
      Tensor bias = trials.parameter(Shape.of(filters));
      Tensor y = trials.activation(1, Shape.of(filters, SIZE, SIZE));
      String alone = trials.bind(op, List.of(x, weight, bias), List.of(y)).implementation();
      assertTrue(alone.startsWith("jit"), alone);
      FusedConv2d fused = new FusedConv2d(op, true, ActivationFunction.RELU);
      String summed = trials.bind(fused, List.of(x, weight, bias, y), List.of(y)).implementation();
      assertTrue(summed.startsWith("jit"), summed);
    }
  }

  @Test
  void convolutionsOfLongRowsAreMirrored() {
    assumeTrue(OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for other processors");
    assertTrue(isMirrored(16, 16, 32, DataType.FLOAT32));
    assertTrue(isMirrored(32, 16, 32, DataType.FLOAT32));
    assertFalse(isMirrored(32, 16, 28, DataType.FLOAT32));
    assertFalse(isMirrored(16, 32, 32, DataType.FLOAT32));
    assertFalse(isMirrored(16, 16, 32, DataType.BFLOAT16));
  }

  private static boolean isMirrored(int channels, int filters, int width, DataType type) {
    Conv2d op = new Conv2d(filters, new Window(3, 1, 1), 1, false);
    return ConvolutionCode.of(op, Shape.of(channels, SIZE, width), type).isMirrored();
  }

  @Test
  void leavesOtherProcessorsAlone() {
    assumeTrue(!OneDnnLibrary.hasAvx512WithoutTiles(), "the rule is for this processor");
    assertFalse(isInBlocks(16, 16));
  }

  @Test
  void mapsAreInBlocksOnlyWhereThatIsTheSameMemory() {
    assertFalse(isInBlocks(32, 32));
    assertFalse(isInBlocks(32, 16));
    assertFalse(isInBlocks(16, 32));
  }

  private static boolean isInBlocks(int channels, int filters) {
    Conv2d op = new Conv2d(filters, new Window(3, 1, 1), 1, false);
    return ConvolutionCode.of(op, Shape.of(channels, SIZE, SIZE), DataType.BFLOAT16).inBlocks();
  }

  /** The implementation of the weight gradient of a 1x1 convolution. */
  private static String weightGradient(int channels, int filters) {
    Conv2d op = new Conv2d(filters, new Window(1, 1, 0), 1, false);
    try (Trials trials = new Trials()) {
      Tensor x = trials.activation(1, Shape.of(channels, SIZE, SIZE));
      Tensor dy = trials.activation(1, Shape.of(filters, SIZE, SIZE));
      Tensor dweight = trials.parameter(Shape.of(filters, channels, 1, 1));
      return trials
          .bind(new Conv2dWeightGrad(op), List.of(x, dy), List.of(dweight))
          .implementation();
    }
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
