package dev.lamina.processor.emit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings JavaPoet's layout closer to google-java-format's. */
final class SourceLayout {

  private static final Pattern FIELDS_APART =
      Pattern.compile("(?<=;\n)\n(?=( +)private final [\\w.]+ \\w+;\n)");
  private static final Pattern SHORT_JAVADOC =
      Pattern.compile("(?m)^( *)/\\*\\*\n *\\* (.*)\n *\\*/$");

  private static final Pattern EMPTY_BODY = Pattern.compile("\\{\n *\\}");

  private SourceLayout() {}

  /** Fields without blank lines between them, empty bodies and short documentation on one line. */
  static String tidy(String source) {
    String close = FIELDS_APART.matcher(source).replaceAll("");
    return SHORT_JAVADOC
        .matcher(EMPTY_BODY.matcher(close).replaceAll("{}"))
        .replaceAll(
            match -> {
              String line = match.group(1) + "/** " + match.group(2) + " */";
              return Matcher.quoteReplacement(line.length() <= Expr.LINE ? line : match.group());
            });
  }
}
