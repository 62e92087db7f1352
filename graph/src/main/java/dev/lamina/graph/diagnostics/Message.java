package dev.lamina.graph.diagnostics;

/**
 * The catalogue of everything that the compiler can say about a declaration. Texts state what is
 * wrong, both sides and the repair.
 */
public enum Message {
  /** A convolution whose input channels or filters its groups do not divide. */
  GROUPS_DO_NOT_DIVIDE(
      "LAM201", "%s = %s does not divide the %s %s of %s; the nearest values that do are %s");

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
