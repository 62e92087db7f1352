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

  /** Words on lines that fit into the documentation of a top-level class. */
  static String paragraph(String text) {
    int width = Expr.LINE - " * ".length();
    StringBuilder lines = new StringBuilder();
    int column = 0;
    for (String word : text.split(" ", -1)) {
      boolean fits = column + 1 + word.length() <= width;
      lines.append(column == 0 ? "" : fits ? " " : "\n").append(word);
      column = column == 0 || !fits ? word.length() : column + 1 + word.length();
    }
    return lines.toString();
  }
}
