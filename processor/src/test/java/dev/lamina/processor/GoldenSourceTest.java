package dev.lamina.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The generated files of ResNet against those that were read and found good. A change to it is made
 * by {@code mvn test -pl processor -am -Dtest=GoldenSourceTest -Dlamina.golden=update}, and read
 * again in the diff.
 */
class GoldenSourceTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final Path GOLDEN = FOLDER.resolve("CompiledResNet.java");
  private static final Path KERNELS = FOLDER.resolve("ResNet.cu");

  @Test
  void resNetIsWrittenAsTheGoldenFileHasIt() throws IOException {
    assertGolden(GOLDEN, generated());
  }

  @Test
  void itsKernelsAreWrittenAsTheGoldenFileHasThem() throws IOException {
    assertGolden(KERNELS, kernels());
  }

  private static void assertGolden(Path file, String source) throws IOException {
    if ("update".equals(System.getProperty("lamina.golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, source);
    }
    // Line by line first: a report of the first difference, not of two long texts.
    List<String> golden = Files.readAllLines(file);
    List<String> lines = source.lines().toList();
    for (int i = 0; i < Math.min(golden.size(), lines.size()); i++) {
      assertEquals(golden.get(i), lines.get(i), "line " + (i + 1));
    }
    assertEquals(Files.readString(file), source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG"})
  void theBytesAreTheSameInEveryLocale(String locale) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      assertEquals(Files.readString(GOLDEN), generated());
      assertEquals(Files.readString(KERNELS), kernels());
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
    return compilation()
        .generatedSourceFile("dev.lamina.models.CompiledResNet")
        .orElseThrow()
        .getCharContent(false)
        .toString();
  }

  private static String kernels() throws IOException {
    JavaFileObject kernels =
        compilation()
            .generatedFile(StandardLocation.CLASS_OUTPUT, "dev/lamina/models/ResNet.cu")
            .orElseThrow();
    try (InputStream in = kernels.openInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Compilation compilation() {
    JavaFileObject resNet =
        Arrays.stream(Declarations.models())
            .filter(file -> file.isNameCompatible("ResNet", JavaFileObject.Kind.SOURCE))
            .findFirst()
            .orElseThrow();
    return Declarations.compile(resNet);
  }
}
