package dev.lamina.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The generated source of ResNet against the one that was read and found good. A change to it is
 * made by {@code mvn test -pl processor -am -Dtest=GoldenSourceTest -Dlamina.golden=update}, and
 * read again in the diff.
 */
class GoldenSourceTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/CompiledResNet.java");

  @Test
  void resNetIsWrittenAsTheGoldenFileHasIt() throws IOException {
    String source = generated();
    if ("update".equals(System.getProperty("lamina.golden"))) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, source);
    }
    // Line by line first: a report of the first difference, not of two long texts.
    List<String> golden = Files.readAllLines(GOLDEN);
    List<String> lines = source.lines().toList();
    for (int i = 0; i < Math.min(golden.size(), lines.size()); i++) {
      assertEquals(golden.get(i), lines.get(i), "line " + (i + 1));
    }
    assertEquals(Files.readString(GOLDEN), source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG"})
  void theBytesAreTheSameInEveryLocale(String locale) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      assertEquals(Files.readString(GOLDEN), generated());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void theExcerptInTheDocumentationIsFromTheGoldenFile() throws IOException {
    String page = Files.readString(Path.of("../docs/generated-code.md"));
    int start = page.indexOf("```java\n") + "```java\n".length();
    List<String> excerpt =
        page.substring(start, page.indexOf("```", start))
            .lines()
            .filter(line -> !line.strip().equals("…"))
            .toList();
    assertTrue(excerpt.size() > 20, page);
    List<String> golden = Files.readAllLines(GOLDEN);
    assertEquals(List.of(), excerpt.stream().filter(line -> !golden.contains(line)).toList());
  }

  private static String generated() throws IOException {
    JavaFileObject resNet =
        Arrays.stream(Declarations.models())
            .filter(file -> file.isNameCompatible("ResNet", JavaFileObject.Kind.SOURCE))
            .findFirst()
            .orElseThrow();
    Compilation compilation = Declarations.compile(resNet);
    return compilation
        .generatedSourceFile("dev.lamina.models.CompiledResNet")
        .orElseThrow()
        .getCharContent(false)
        .toString();
  }
}
