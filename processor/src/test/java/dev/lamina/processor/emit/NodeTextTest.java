package dev.lamina.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Site;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeTextTest {

  private static final Value SMALL = value(1, Space.ACTIVATION, 8, 4, 4);
  private static final Value LARGE = value(2, Space.ACTIVATION, 16, 4, 4);
  private static final Value BOTH = value(3, Space.ACTIVATION, 24, 4, 4);

  @Test
  void aGradientHasTheDetailsOfItsOp() {
    Op grad = new Conv2dWeightGrad(new Conv2d(16, new Window(3, 1, 1), 4, false));
    Value weight = value(4, Space.GRADIENT, 16, 2, 3, 3);
    assertEquals(
        "conv2d.weightGrad 3x3 padding 1 groups 4: 8x4x4 -> 16x2x3x3",
        text(grad, List.of(SMALL, LARGE), List.of(weight)));
  }

  @Test
  void groupsAreShownWhateverTheOp() {
    assertEquals(
        "channelShuffle groups 4: 8x4x4",
        text(new ChannelShuffle(4), List.of(SMALL), List.of(SMALL)));
  }

  @Test
  void concatenationsShowTheirParts() {
    assertEquals(
        "concat: 8x4x4 + 16x4x4 -> 24x4x4",
        text(new Concat(2), List.of(SMALL, LARGE), List.of(BOTH)));
    assertEquals(
        "concat.grad: 24x4x4 -> 8x4x4 + 16x4x4",
        text(new ConcatGrad(List.of(8, 16), List.of(0, 1)), List.of(BOTH), List.of(SMALL, LARGE)));
  }

  private static String text(Op op, List<Value> inputs, List<Value> outputs) {
    return NodeText.of(
        new Node("node", op, inputs, outputs, new Site("m", "m", Origin.named("m"))));
  }

  private static Value value(int id, Space space, int... dims) {
    return new Value(id, "value" + id, space, Shape.of(dims));
  }
}
