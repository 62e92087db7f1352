package dev.lamina.graph.summary;

import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.Op;
import java.util.Locale;
import java.util.regex.Pattern;

/** Ops in a few words, for people. */
public final class OpText {

  private static final String ACTIVATION = "activation.";
  private static final Pattern ENUM_CONSTANT = Pattern.compile("[A-Z_]{2,}");

  private OpText() {}

  /** The op alone, for example {@code conv2d}, {@code relu} or {@code add+relu}. */
  public static String mnemonic(Op op) {
    String text = op.mnemonic();
    String bare = text.startsWith(ACTIVATION) ? text.substring(ACTIVATION.length()) : text;
    return ENUM_CONSTANT.matcher(bare).replaceAll(name -> name.group().toLowerCase(Locale.ROOT));
  }

  /**
   * The op with its attributes, for example {@code conv2d 3x3 stride 2 padding 1, 32 filters}.
   * Gradients are named without the attributes of what they are the gradient of.
   */
  public static String kind(Op op) {
    return mnemonic(op) + attributes(op);
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
