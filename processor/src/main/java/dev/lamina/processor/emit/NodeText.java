package dev.lamina.processor.emit;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.summary.OpText;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Collectors;

/** Nodes in a few words, for comments. */
final class NodeText {

  private NodeText() {}

  /**
   * Op and shapes, for example {@code conv2d 3x3 padding 1: 3x8x8 -> 4x8x8}; a stride of 1 and a
   * padding of 0 are left out. A fused op is its formula.
   */
  static String of(Node node) {
    if (node.op() instanceof Fused fused) {
      return fused.attributes() + ": " + shape(node.output());
    }
    String details = details(node.op()).replace(" stride 1 ", " ").replace(" padding 0", "");
    return OpText.mnemonic(node.op()) + details + ": " + shapes(node);
  }

  private static String shapes(Node node) {
    if (node.op() instanceof Concat) {
      return parts(node.inputs()) + " -> " + shape(node.output());
    } else if (node.op() instanceof ConcatGrad) {
      return shape(node.input(0)) + " -> " + parts(node.outputs());
    }
    if (node.op() instanceof JoinedConv2d joined) {
      return alike(joined, node.input(0)) + " -> " + shape(node.output());
    } else if (node.op() instanceof JoinedConv2dGrad grad) {
      Value dz = node.input(grad.conv().parts() + 1);
      return shape(dz) + " -> " + alike(grad.conv(), node.output());
    }
    if (node.op() instanceof NormedConv2dGrad) {
      return shapes(node.input(1), node.output(), " -> ");
    }
    return shapes(node.input(0), node.output(), " -> ");
  }

  /** All parts of a joined op, which are alike. */
  private static String alike(JoinedConv2d op, Value part) {
    return op.parts() + " times " + shape(part);
  }

  private static String parts(List<Value> values) {
    return values.stream().map(NodeText::shape).collect(Collectors.joining(" + "));
  }

  /** What comes in and what goes out, once if it is the same. */
  static String shapes(Value in, Value out, String arrow) {
    return in.shape().equals(out.shape()) ? shape(in) : shape(in) + arrow + shape(out);
  }

  private static String shape(Value value) {
    return value.space() == Space.METRICS ? "metrics" : value.shape().toString();
  }

  /**
   * What the shapes do not tell. A gradient has the details of the op that it is the gradient of.
   */
  private static String details(Object op) {
    StringBuilder text = new StringBuilder();
    for (RecordComponent component : op.getClass().getRecordComponents()) {
      if (component.getType() == Window.class) {
        text.insert(0, " " + read(op, component));
      } else if (Op.class.isAssignableFrom(component.getType())) {
        text.append(details(read(op, component)));
      } else if (component.getName().equals("groups") && !read(op, component).equals(1)) {
        text.append(" groups ").append(read(op, component));
      }
    }
    return text.toString();
  }

  private static Object read(Object op, RecordComponent component) {
    try {
      return component.getAccessor().invoke(op);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(op + ": " + component.getName() + " is not public", e);
    }
  }
}
