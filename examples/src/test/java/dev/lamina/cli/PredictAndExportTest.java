package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.runtime.weights.SafeTensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictAndExportTest {
  @TempDir private Path folder;
  private Path weights;

  @BeforeEach
  void writeWeights() {
    weights = NewWeights.of("ResNet", folder);
  }

  @Test
  void predictShowsTheThreeBestClassesOfEachImage() throws IOException {
    Invocation run = predict(image("a.png", 100, 40), image("longer-name.jpg", 7, 9));
    assertEquals(0, run.code(), run.err().toString());
    assertEquals(2, run.out().size());
    for (String line : run.out()) {
      assertEquals(3, line.chars().filter(c -> c == '%').count(), line);
    }
  }

  @Test
  void predictShowsAnImageAsOftenAsItIsGiven() throws IOException {
    String image = image("a.png", 40, 40);
    Invocation run = predict(image, image);
    assertEquals(2, run.out().size(), run.out().toString());
    assertEquals(run.out().get(0), run.out().get(1));
    assertEquals(2, json(predict(image, image, "--json")).get("images").size());
  }

  @Test
  void predictGivesJsonToPrograms() throws IOException {
    Invocation run = predict(image("a.png", 64, 64), "--json", "--top", "10");
    assertEquals(0, run.code(), run.err().toString());
    assertEquals(1, run.out().size());
    JsonNode classes = json(run).get("images").get(0).get("classes");
    double sum = 0;
    for (JsonNode entry : classes) {
      sum += entry.get("probability").asDouble();
    }
    assertEquals(10, classes.size());
    assertEquals(1, sum, 1e-4);
  }

  @Test
  void predictNamesCifarsClasses() throws IOException {
    JsonNode classes =
        json(predict(image("a.png", 32, 32), "--json", "--top", "10"))
            .get("images")
            .get(0)
            .get("classes");
    List<String> names = new ArrayList<>();
    classes.forEach(entry -> names.add(entry.get("name").asText()));
    assertTrue(names.containsAll(List.of("airplane", "cat", "truck")), names.toString());
  }

  @Test
  void predictRefusesWhatIsNoImageInOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("cat.png"), "meow");
    Invocation run = predict(image("a.png", 32, 32), text.toString());
    assertMistake(run, text + " is neither a PNG nor a JPEG image");
    assertEquals(List.of(), run.out());
  }

  @Test
  void predictWantsAnImageAndASensibleCount() throws IOException {
    assertMistake(predict(), "IMAGE");
    assertMistake(predict(image("a.png", 2, 2), "--top", "0"), "--top must be at least 1, is 0");
  }

  @Test
  void exportWritesTheSameWeights() {
    Path out = folder.resolve("deep").resolve("copy.safetensors");
    Invocation run = export("--format", "safetensors", "--out", out.toString());
    assertEquals(0, run.code(), run.err().toString());
    assertEquals(List.of("wrote " + out), run.out());
    assertEquals(SafeTensors.read(weights), SafeTensors.read(out));
  }

  @Test
  void exportWritesAnOnnxModelUnlessToldOtherwise() throws IOException {
    Path out = folder.resolve("net.onnx");
    assertEquals(0, export("--out", out.toString()).code());
    String bytes = new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("Lamina") && bytes.contains("BatchNormalization"));
    assertTrue(bytes.contains("blocks.3.net.0.weight"));
  }

  @Test
  void exportRefusesUnknownFormatsAndForeignWeights() {
    Path out = folder.resolve("net.out");
    assertMistake(
        export("--format", "torch", "--out", out.toString()),
        "'torch' is none of onnx, safetensors");
    Invocation foreign =
        Invocation.of(
            "export", "DenseNet", "--weights", weights.toString(), "--out", out.toString());
    assertMistake(foreign, "does not hold weights of DenseNet");
    assertFalse(Files.exists(out));
  }

  @Test
  void exportKeepsTheWeightsThatItReads() throws IOException {
    byte[] before = Files.readAllBytes(weights);
    Path sameFile = folder.resolve(".").resolve(weights.getFileName());
    for (String format : List.of("onnx", "safetensors")) {
      Invocation run = export("--format", format, "--out", sameFile.toString());
      assertMistake(run, sameFile + " is the file of the weights, which would be lost");
    }
    assertArrayEquals(before, Files.readAllBytes(weights));
  }

  @Test
  void completionKnowsCommandsOptionsAndNetworks() {
    Invocation run = Invocation.of("completion");
    String script = String.join("\n", run.out());
    assertEquals(0, run.code(), run.err().toString());
    for (String word :
        List.of(
            "predict",
            "compare",
            "curves",
            "--profile",
            "--weights",
            "safetensors",
            "bfloat16",
            "PreActResNet")) {
      assertTrue(script.contains(word), word);
    }
  }

  private Invocation predict(String... more) {
    return run("predict", more);
  }

  private Invocation export(String... more) {
    return run("export", more);
  }

  private Invocation run(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "ResNet", "--weights", weights.toString()));
    arguments.addAll(List.of(more));
    return Invocation.of(arguments.toArray(new String[0]));
  }

  private String image(String name, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(width / 2, height / 2, 0xff8800);
    Path file = folder.resolve(name);
    assertTrue(ImageIO.write(image, name.substring(name.length() - 3), file.toFile()));
    return file.toString();
  }

  private static JsonNode json(Invocation run) throws JsonProcessingException {
    return new ObjectMapper().readTree(run.lastLine());
  }

  private static void assertMistake(Invocation run, String part) {
    assertEquals(1, run.err().size(), run.err().toString());
    assertTrue(run.err().get(0).contains(part), run.err().get(0));
    assertEquals(2, run.code());
  }
}
