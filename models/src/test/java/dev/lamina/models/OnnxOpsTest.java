package dev.lamina.models;

import ai.onnxruntime.OrtException;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.Window;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every op on its own, with the attributes that the five networks do not use. */
class OnnxOpsTest {
  private static final Shape IMAGE = Shape.of(4, 7, 5);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void activation(ActivationFunction function) throws OrtException {
    compare(new Activation(function), IMAGE, 1);
  }

  @ParameterizedTest
  @EnumSource(ActivationFunction.class)
  void sumWithActivation(ActivationFunction function) throws OrtException {
    compare(new Add(2, function), IMAGE, 2);
  }

  @Test
  void sumOfThree() throws OrtException {
    compare(new Add(3, ActivationFunction.IDENTITY), IMAGE, 3);
  }

  @Test
  void concat() throws OrtException {
    compare(new Concat(2), Shape.of(8, 7, 5), 2);
  }

  @Test
  void groupedConvolutionWithBias() throws OrtException {
    Conv2d op = new Conv2d(6, new Window(3, 2, 1), 2, true);
    compare(op, Shape.of(6, 4, 3), 1, Shape.of(6, 2, 3, 3), Shape.of(6));
  }

  @Test
  void convolutionWithoutPadding() throws OrtException {
    Conv2d op = new Conv2d(3, new Window(5, 1, 0), 1, false);
    compare(op, Shape.of(3, 3, 1), 1, Shape.of(3, 4, 5, 5));
  }

  @Test
  void averageCountsThePadding() throws OrtException {
    compare(new AvgPool(new Window(3, 2, 1)), Shape.of(4, 4, 3), 1);
  }

  @Test
  void maximumIgnoresThePadding() throws OrtException {
    compare(new MaxPool(new Window(3, 2, 1)), Shape.of(4, 4, 3), 1);
  }

  @Test
  void globalAverage() throws OrtException {
    compare(new GlobalAvgPool(), Shape.of(4), 1);
  }

  @Test
  void channelShuffle() throws OrtException {
    Shape image = Shape.of(6, 7, 5);
    compare(new OneOp(new ChannelShuffle(2), image, image, 1, List.of()));
  }

  private void compare(Op op, Shape output, int reads, Shape... weights) throws OrtException {
    compare(new OneOp(op, IMAGE, output, reads, List.of(weights)));
  }

  private void compare(OneOp network) throws OrtException {
    new OnnxComparison(network, network.output(), folder).run();
  }
}
