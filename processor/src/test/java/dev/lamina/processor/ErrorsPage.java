package dev.lamina.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that lists every error: its sections, each with its code. */
final class ErrorsPage {

  private static final Pattern HEADING = Pattern.compile("### (LAM\\d+): .*");

  private ErrorsPage() {}

  /**
   * A section of the page.
   *
   * @param id of the message
   * @param code the blocks of code, in order: the wrong declaration, what is said about it and the
   *     repaired one; or only what is said
   */
  record Section(String id, List<String> code) {

    boolean hasExample() {
      return code.size() == 3;
    }

    /** What the compiler says. */
    String output() {
      return hasExample() ? code.get(1) : code.get(0);
    }
  }

  static List<Section> read() {
    try {
      return sections(Files.readAllLines(Path.of("../docs/errors.md")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Section> sections(List<String> lines) {
    List<Section> sections = new ArrayList<>();
    StringBuilder code = null;
    for (String line : lines) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        sections.add(new Section(heading.group(1), new ArrayList<>()));
      } else if (!sections.isEmpty() && line.startsWith("```")) {
        if (code != null) {
          sections.get(sections.size() - 1).code().add(code.toString());
        }
        code = code == null ? new StringBuilder() : null;
      } else if (code != null) {
        code.append(line).append('\n');
      }
    }
    return sections;
  }
}
