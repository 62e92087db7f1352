package dev.lamina.runtime.device;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.Window;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.reference.ReferenceDevice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The words of refusals; that each op refuses what it must, the conformance kit tries. */
final class BindingChecksTest {
  private final Device device = new ReferenceDevice();

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void namesNodeOpOperandAndBothShapes() {
    Op op = new Conv2d(16, new Window(3, 1, 1), 1, false);
    assertEquals(
        "node: conv2d: the weight is 1 times 16x3x5x5, not 1 times 16x3x3x3",
        refusal(op, List.of(map(3), parameter(16, 3, 5, 5)), List.of(map(16))));
  }

  @Test
  void groupsMustDivideChannelsAndFilters() {
    Op op = new Conv2d(16, new Window(3, 1, 1), 3, false);
    assertEquals(
        "node: conv2d: 8 channels and 16 filters in 3 groups",
        refusal(op, List.of(map(8), parameter(16, 3, 3, 3)), List.of(map(16))));
  }

  @Test
  void groupsMustDivideTheChannelsOfAShuffle() {
    assertEquals(
        "node: channelShuffle: 8 channels in 3 groups",
        refusal(new ChannelShuffle(3), List.of(map(8)), List.of(map(8))));
  }

  @Test
  void aWindowMustFit() {
    Op op = new MaxPool(new Window(9, 1, 0));
    assertEquals(
        "node: maxPool: a window of 9x9 stride 1 padding 0 does not fit 8x6x6",
        refusal(op, List.of(map(8)), List.of(map(8))));
  }

  @Test
  void poolsArePaddedByHalfTheirKernelAtMost() {
    Op op = new MaxPool(new Window(3, 1, 2));
    assertEquals(
        "node: maxPool: padding of 2 is more than half the kernel of 3",
        refusal(op, List.of(map(8)), List.of(map(8))));
  }

  @Test
  void oneValuePerChannelHasNoVariance() {
    Op op = new BatchNorm(1e-5, 0.1, false);
    Tensor x = tensor(Space.ACTIVATION, Shape.of(8, 1, 1));
    Tensor c = parameter(8);
    assertEquals(
        "node: batchNorm: one value per channel has no variance: take a larger batch",
        mistake(op, List.of(x, c, c, c, c), List.of(x, parameter(8), parameter(8))));
  }

  @Test
  void aNormThatBeginsAChainIsCheckedAsOneAlone() {
    BatchNorm norm = new BatchNorm(1e-5, 0.1, false);
    FusedStep lead = new FusedStep.Lead(norm, List.of(0, 1, 2, 3, 4));
    Op op =
        new Fused(5, List.of(lead, new FusedStep.Apply(ActivationFunction.TANH, 5)), List.of(6));
    Tensor c = parameter(8);
    assertEquals(
        "node: batchNorm+TANH: takes 5 inputs and 3 outputs, not 5 and 1",
        refusal(op, List.of(map(8), c, c, c, c), List.of(map(8))));
    assertEquals(
        "node: batchNorm+TANH: input c is 1 times 7, not 1 times 8",
        refusal(
            op,
            List.of(map(8), c, parameter(7), c, c),
            List.of(map(8), parameter(8), parameter(8))));
    Tensor pixel = tensor(Space.ACTIVATION, Shape.of(8, 1, 1));
    Tensor y = tensor(Space.ACTIVATION, Shape.of(8, 1, 1));
    assertEquals(
        "node: batchNorm: one value per channel has no variance: take a larger batch",
        mistake(op, List.of(pixel, c, c, c, c), List.of(y, parameter(8), parameter(8))));
  }

  @Test
  void theSumMayReplaceItsFirstTermOnly() {
    Op op = new Add(2, ActivationFunction.IDENTITY);
    Tensor a = map(4);
    Tensor b = map(4);
    assertDoesNotThrow(
        () -> BindingChecks.check(new Binding("node", op, List.of(a, b), List.of(a))));
    assertEquals("node: add: output 0 overlaps input 1", refusal(op, List.of(a, b), List.of(b)));
    assertEquals("node: add: output 0 overlaps input 1", refusal(op, List.of(a, a), List.of(a)));
  }

  @Test
  void anUpdateHappensWhereTheParametersAre() {
    Op op = new Sgd(0.9, 0, false);
    List<Tensor> inputs = List.of(parameter(9), parameter(9), parameter(9), parameter(2));
    assertEquals(
        "node: sgd: output 0 is not where the parameters are",
        refusal(op, inputs, List.of(parameter(9), inputs.get(2))));
  }

  @Test
  void elementTypesMustFit() {
    Op op = new MaxPool(new Window(1, 1, 0));
    assertEquals(
        "node: maxPool: mask lies in a buffer of REAL, not of BYTE",
        refusal(op, List.of(map(8)), List.of(map(8), parameter(8 * 6 * 6))));
  }

  private String refusal(Op op, List<Tensor> inputs, List<Tensor> outputs) {
    Binding binding = new Binding("node", op, inputs, outputs);
    return assertThrows(IllegalArgumentException.class, () -> BindingChecks.check(binding))
        .getMessage();
  }

  private String mistake(Op op, List<Tensor> inputs, List<Tensor> outputs) {
    Binding binding = new Binding("node", op, inputs, outputs);
    return assertThrows(UserError.class, () -> BindingChecks.check(binding)).getMessage();
  }

  /** A map of 6 by 6 pixels. */
  private Tensor map(int channels) {
    return tensor(Space.ACTIVATION, Shape.of(channels, 6, 6));
  }

  private Tensor parameter(int... dims) {
    return tensor(Space.PARAMETER, Shape.of(dims));
  }

  private Tensor tensor(Space space, Shape shape) {
    Buffer buffer = device.allocate(space, shape.elements(), "test");
    return new Tensor(buffer, 0, space, shape, 1);
  }
}
