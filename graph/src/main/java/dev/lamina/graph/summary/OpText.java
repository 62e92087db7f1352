package dev.lamina.graph.summary;

import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.Op;
import java.util.Locale;

/** Ops in a few words, for people. */
public final class OpText {

  private OpText() {}

  /** The op with its attributes, for example {@code conv2d 3x3 stride 2 padding 1, 32 filters}. */
  public static String kind(Op op) {
    return mnemonic(op) + attributes(op);
  }

  /** The op alone, for example {@code conv2d}, {@code batchNorm+relu} or {@code leaky_relu}. */
  public static String mnemonic(Op op) {
    if (op instanceof Activation activation) {
      return name(activation.function());
    }
    return op instanceof Add add && add.function() != ActivationFunction.IDENTITY
        ? "add+" + name(add.function())
        : op.mnemonic();
  }

  private static String name(ActivationFunction function) {
    return function.name().toLowerCase(Locale.ROOT);
  }

  private static String attributes(Op op) {
    if (op instanceof Conv2d conv) {
      String groups = conv.groups() > 1 ? ", " + conv.groups() + " groups" : "";
      return " " + conv.window() + ", " + conv.filters() + " filters" + groups;
    } else if (op instanceof MaxPool pool) {
      return " " + pool.window();
    } else if (op instanceof AvgPool pool) {
      return " " + pool.window();
    } else if (op instanceof Linear linear) {
      return " " + linear.units() + " units";
    }
    return op instanceof Dropout dropout ? " " + dropout.rate() : "";
  }
}
