package dev.lamina.graph.diagram;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.Window;
import dev.lamina.graph.summary.Numbers;
import dev.lamina.graph.summary.OpText;
import dev.lamina.graph.summary.ParameterCount;
import java.util.stream.Collectors;

/** What is written on and behind a node. */
final class NodeText {

  private NodeText() {}

  /** The op as papers write it, for example {@code 3×3 conv, 32, /2}. */
  static String label(Op op) {
    if (op instanceof Conv2d conv) {
      String groups = conv.groups() > 1 ? ", " + conv.groups() + " groups" : "";
      return size(conv.window()) + " conv, " + conv.filters() + groups + stride(conv.window());
    } else if (op instanceof MaxPool pool) {
      return size(pool.window()) + " max pool" + stride(pool.window());
    } else if (op instanceof AvgPool pool) {
      return size(pool.window()) + " average pool" + stride(pool.window());
    } else if (op instanceof GlobalAvgPool) {
      return "global average pool";
    } else if (op instanceof Linear linear) {
      return "linear, " + linear.units();
    } else if (op instanceof ChannelShuffle shuffle) {
      return "shuffle, " + shuffle.groups() + " groups";
    } else if (op instanceof Activation activation) {
      return name(activation.function());
    } else if (op instanceof Add add) {
      return "add" + then(add.function());
    }
    return op instanceof BatchNorm norm
        ? "norm" + then(norm.relu() ? ActivationFunction.RELU : ActivationFunction.IDENTITY)
        : OpText.kind(op);
  }

  /** All about a node, shown when a pointer rests on it. */
  static String details(Node node) {
    long parameters = ParameterCount.of(node);
    String in =
        Part.flowingInto(node).stream()
            .map(value -> shape(value.shape()))
            .collect(Collectors.joining(" and "));
    return node.name()
        + ": "
        + OpText.kind(node.op())
        + "\n"
        + in
        + " → "
        + shape(node.output().shape())
        + (parameters == 0 ? "" : "\n" + Numbers.exact(parameters) + " parameters");
  }

  /** For example {@code 16 × 32 × 32}. */
  static String shape(Shape shape) {
    return shape.dims().stream().map(String::valueOf).collect(Collectors.joining(" × "));
  }

  private static String size(Window window) {
    return window.kernel() + "×" + window.kernel();
  }

  private static String stride(Window window) {
    return window.stride() == 1 ? "" : ", /" + window.stride();
  }

  private static String then(ActivationFunction function) {
    return function == ActivationFunction.IDENTITY ? "" : " + " + name(function);
  }

  private static String name(ActivationFunction function) {
    return switch (function) {
      case IDENTITY -> "identity";
      case RELU -> "ReLU";
      case LEAKY_RELU -> "leaky ReLU";
      case TANH -> "tanh";
      case GELU -> "GELU";
    };
  }
}
