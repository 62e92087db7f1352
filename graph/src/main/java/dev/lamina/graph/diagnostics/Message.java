package dev.lamina.graph.diagnostics;

/**
 * The catalogue of everything that the compiler can say about a declaration. Texts state what is
 * wrong, both sides and the repair.
 */
public enum Message {
  /** A convolution whose input channels or filters its groups do not divide. */
  GROUPS_DO_NOT_DIVIDE(
      "LAM201", "groups = %s of %s does not divide its %s %s; the nearest values that do are %s"),
  /** A window that does not fit the network's input. */
  KERNEL_LARGER_THAN_INPUT(
      "LAM202",
      "kernel = %s of %s is larger than its input: %s pixels with padding %s make %s; use a kernel"
          + " of at most %s, or padding of at least %s"),
  /** A window that does not fit what earlier layers have left of the map. */
  MAP_SHRINKS_TO_NOTHING(
      "LAM203",
      "nothing is left of the map at %s: its kernel = %s does not fit the %s pixels that come in"
          + " (padding %s), after %s; remove a stride there, or pool globally earlier"),
  /** A layer over feature maps that gets a vector. */
  MAP_EXPECTED(
      "LAM204",
      "%s needs a feature map but gets a vector of %s features; place it before the global pooling"),
  /** A linear layer over a feature map. */
  LINEAR_OVER_MAP(
      "LAM205",
      "%s needs a vector but gets a map of %s; put @GlobalAvgPool before it, which leaves %s"
          + " features"),
  /** A sum of branches that differ in shape. */
  SUM_OF_DIFFERENT_SHAPES(
      "LAM206",
      "the sum at %s adds different shapes: %s gives %s (channels from %s; %s), %s gives %s"
          + " (channels from %s; %s); give both the same filters and strides"),
  /** A concatenation of branches whose maps differ in size. */
  CONCAT_OF_DIFFERENT_SIZES(
      "LAM207",
      "the concatenation at %s joins maps of different size: %s gives %s (%s), %s gives %s (%s);"
          + " give both the same strides and paddings"),
  /** A network whose last layer does not give one logit a class. */
  WRONG_LOGITS(
      "LAM208",
      "the network has classes = %s but its last layer %s gives %s; end with @Linear, whose units"
          + " are %s by default"),
  /** A channel count that rounds down to nothing. */
  NO_CHANNELS(
      "LAM209", "%s leaves no channel of the %s that come in (from %s); use a larger compression"),
  /** Two parameters of one name. */
  DUPLICATE_PARAMETER(
      "LAM210",
      "the parameter of %s would be named %s in weight files, as that of %s is; give one of them"
          + " another @StateDict"),
  /** A value that no arena can hold. */
  TOO_LARGE("LAM211", "%s gives %s, which is %s elements an example; at most %s are possible");

  private final String id;
  private final String template;

  Message(String id, String template) {
    this.id = id;
    this.template = template;
  }

  /** Stable identifier, for example {@code LAM201}. */
  public String id() {
    return id;
  }

  /** The text with {@code %s} for each argument. */
  public String template() {
    return template;
  }

  /** The line that the user sees. */
  public String format(Object... arguments) {
    return "[" + id + "] " + String.format(java.util.Locale.ROOT, template, arguments);
  }
}
