package dev.lamina.graph.summary;

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
    return op.attributes().isEmpty() ? mnemonic(op) : mnemonic(op) + " " + op.attributes();
  }
}
