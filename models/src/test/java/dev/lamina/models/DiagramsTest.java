package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pictures in the documentation are those that the compiler draws. */
class DiagramsTest {

  private static final Path DIAGRAMS = Path.of("../docs/diagrams");

  @ParameterizedTest
  @ValueSource(strings = {"ResNet", "PreActResNet", "GoogleNet", "DenseNet", "ResNeXt29"})
  void theDocumentedPictureIsUpToDate(String name) throws IOException {
    assertEquals(
        drawn(name),
        Files.readString(DIAGRAMS.resolve(name + ".svg")),
        "docs/diagrams/README.md says how to refresh " + name + ".svg");
  }

  private static String drawn(String name) throws IOException {
    String resource = "/META-INF/lamina/dev.lamina.models." + name + ".svg";
    try (InputStream in = DiagramsTest.class.getResourceAsStream(resource)) {
      assertNotNull(in, resource);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
