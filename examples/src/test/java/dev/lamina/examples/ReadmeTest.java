package dev.lamina.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows is what was compiled. */
class ReadmeTest {
  private static final String SOURCES = "src/main/java/dev/lamina/examples/";

  @Test
  void theTenLinesAreThoseOfTheExample() throws IOException {
    String source = Files.readString(Path.of(SOURCES + "TenLines.java"));
    String body = between(source, "main(String[] args) {\n", "\n  }\n").stripIndent();
    String readme = Files.readString(Path.of("../README.md"));
    String shown = between(readme, "## From Java\n\n```java\n", "```");
    assertEquals(body.strip(), shown.strip());
    assertTrue(shown.lines().filter(line -> !line.isBlank()).count() <= 10, shown);
  }

  @Test
  void theNetworkForCifar100IsThatOfTheExample() throws IOException {
    String source = Files.readString(Path.of(SOURCES + "Cifar100ResNet.java"));
    String page = Files.readString(Path.of("../docs/data.md"));
    String declaration = source.substring(source.indexOf("@Network"));
    assertTrue(page.contains("```java\n" + declaration + "```"), page);
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    assertTrue(start >= before.length(), before);
    return text.substring(start, text.indexOf(after, start));
  }
}
