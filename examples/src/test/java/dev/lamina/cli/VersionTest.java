package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.runtime.export.onnx.OnnxExport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models name the version that made them, once there are jars, which know it. */
class VersionTest {
  private static final Path POM = Path.of("../pom.xml");

  @TempDir private Path folder;

  @Test
  void anExportedModelNamesTheVersionOfTheBuild() throws Exception {
    Path origin =
        Path.of(OnnxExport.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assumeTrue(Files.isRegularFile(origin), "this build runs classes, not jars; verify makes them");
    // Maven leaves a jar alone as long as its classes are the same.
    assumeTrue(
        Files.getLastModifiedTime(origin).compareTo(Files.getLastModifiedTime(POM)) >= 0,
        origin + " is older than the POM that names the version");
    Path model = folder.resolve("net.onnx");
    String weights = NewWeights.of("ResNet", folder).toString();
    assertEquals(
        0,
        Invocation.of("export", "ResNet", "--weights", weights, "--out", model.toString()).code());
    String bytes = Files.readString(model, StandardCharsets.ISO_8859_1);
    // Field 3 of the model, a text with its length before it.
    String version = declared();
    assertTrue(bytes.contains("\u001a" + (char) version.length() + version), version);
  }

  private static String declared() throws IOException {
    Matcher first = Pattern.compile("<version>(.*)</version>").matcher(Files.readString(POM));
    assertTrue(first.find());
    return first.group(1);
  }
}
