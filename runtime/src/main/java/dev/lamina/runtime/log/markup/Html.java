package dev.lamina.runtime.log.markup;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Text as a page wants it. */
public final class Html {

  private Html() {}

  /** Text as text, also between the quotes of an attribute. */
  public static String escape(Object value) {
    return String.valueOf(value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** As {@link String#format}, the same in every locale. */
  public static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A name where there is not room for all of it: its end, which of a path tells the most. */
  public static String shortened(String name, int most) {
    return name.length() <= most ? name : "..." + name.substring(name.length() - most + 3);
  }

  /**
   * A fraction as people read it, for example {@code 91.06 %}, with a space that keeps together.
   */
  public static String percent(double fraction) {
    return text("%.2f\u00a0%%", 100 * fraction);
  }

  /** An image inside the page. */
  public static String dataUri(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  /** An SVG as an image of its own, so that its style and the page's keep apart. */
  public static String svgUri(String svg) {
    return dataUri("image/svg+xml", svg.getBytes(StandardCharsets.UTF_8));
  }
}
