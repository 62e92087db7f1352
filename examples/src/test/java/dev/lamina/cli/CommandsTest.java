package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.runtime.weights.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  @TempDir private Path folder;

  @Test
  void trainEndsWithOneJsonObject() throws JsonProcessingException {
    Invocation run = train("--json");
    assertEquals(0, run.code(), run.err().toString());
    JsonNode json = new ObjectMapper().readTree(run.lastLine());
    assertEquals("ResNet", json.get("model").asText());
    assertEquals(2, json.get("epochs").asInt());
    for (String name : List.of("train_acc", "val_acc", "test_acc")) {
      assertTrue(json.get(name).asDouble() >= 0 && json.get(name).asDouble() <= 1, name);
    }
    assertTrue(json.get("train_loss").asDouble() > 0);
    assertTrue(json.get("images_per_second").asDouble() > 0);
    assertTrue(json.get("device").isTextual());
    assertEquals(1, run.out().size());
  }

  @Test
  void trainTellsPeopleAboutEveryEpoch() {
    Invocation run = train();
    assertEquals(0, run.code(), run.err().toString());
    assertTrue(run.out().stream().anyMatch(line -> line.startsWith("epoch 1/2  lr 0.1")));
    assertTrue(run.out().stream().anyMatch(line -> line.startsWith("epoch 2/2")));
    assertTrue(run.lastLine().startsWith("best epoch "), run.lastLine());
    assertEquals(List.of(), run.err());
  }

  @Test
  void theSameSeedTrainsTheSameBits() throws IOException {
    Path weights = folder.resolve("out").resolve("ResNet.safetensors");
    assertEquals(0, train().code());
    byte[] first = Files.readAllBytes(weights);
    assertEquals(0, train("--retrain").code());
    assertArrayEquals(first, Files.readAllBytes(weights));
  }

  @Test
  void everyPartOfTheRecipeCanBeChanged() throws IOException {
    Invocation run =
        train(
            "--optimizer=adamw",
            "--learning-rate=0.002",
            "--weight-decay=0.01",
            "--schedule=cosine",
            "--warmup-epochs=1",
            "--augment=flip-padded-crop-and-cutout",
            "--label-smoothing=0.1",
            "--clip-norm=1",
            "--average-decay=0.9");
    assertEquals(0, run.code(), run.err().toString());
    List<String> settings = Files.readAllLines(folder.resolve("out").resolve("settings.yaml"));
    for (String line :
        List.of(
            "  kind: adam_w",
            "  weight_decay: 0.01",
            "learning_rate: 0.002",
            "  kind: cosine_schedule",
            "warmup_epochs: 1",
            "epochs: 2",
            "batch_size: 16",
            "augmentation: flip_padded_crop_and_cutout",
            "label_smoothing: 0.1",
            "clip_norm: 1.0",
            "average_decay: 0.9")) {
      assertTrue(settings.contains(line), line + " is not in " + settings);
    }
  }

  @Test
  void trainLeavesLogsAndSaysWhere() {
    Invocation run = train();
    Path report = folder.resolve("out").resolve("report.html");
    assertTrue(run.out().stream().anyMatch(line -> line.startsWith("logs: " + report)));
    for (String name : List.of("report.html", "metrics.jsonl", "metrics.csv", "settings.yaml")) {
      assertTrue(Files.exists(folder.resolve("out").resolve(name)), name);
    }
  }

  @Test
  void testMeasuresWhatTrainReported() throws JsonProcessingException {
    Invocation trained = train("--json");
    Path weights = folder.resolve("out").resolve("ResNet.safetensors");
    assertTrue(Files.exists(weights));
    Invocation tested =
        Invocation.of(
            "test", "ResNet", "--data", data(), "--weights", weights.toString(), "--json");
    assertEquals(0, tested.code(), tested.err().toString());
    JsonNode before = new ObjectMapper().readTree(trained.lastLine());
    JsonNode after = new ObjectMapper().readTree(tested.lastLine());
    assertEquals(before.get("val_acc"), after.get("val_acc"));
    assertEquals(before.get("test_acc"), after.get("test_acc"));
    assertTrue(SafeTensors.read(weights).metadata().get("classes").startsWith("airplane\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "ResNet, '272,378 parameters'",
    "PreActResNet, '272,250 parameters'",
    "GoogleNet, '260,650 parameters'",
    "DenseNet, '239,146 parameters'",
    "ResNeXt29, '34,426,698 parameters'"
  })
  void summaryGivesThePublishedNumbersOfParameters(String model, String parameters) {
    Invocation run = Invocation.of("summary", model);
    assertEquals(0, run.code(), run.err().toString());
    assertTrue(run.out().contains(parameters), String.join("\n", run.out()));
  }

  @Test
  void summaryShowsLayersInAlignedColumns() {
    List<String> lines = Invocation.of("summary", "ResNet").out();
    assertTrue(lines.get(0).startsWith("ResNet: 3x32x32"), lines.get(0));
    String pool = lines.stream().filter(line -> line.startsWith("pool")).findFirst().orElse("");
    String header = lines.stream().filter(line -> line.startsWith("layer")).findFirst().orElse("");
    assertEquals(header.indexOf("output") + 6, pool.indexOf("64") + 2, pool);
  }

  @Test
  void doctorLooksAtEverything() {
    Invocation run = Invocation.of("doctor", "--data", data());
    assertEquals(0, run.code());
    String text = String.join("\n", run.out());
    for (String topic : List.of("java", "system", "processor", "features", "device", "auto")) {
      assertTrue(text.contains("\n" + topic) || text.startsWith(topic), topic + " in " + text);
    }
    assertTrue(text.contains("reference: usable"), text);
    assertTrue(text.contains("200 training and 20 test images"), text);
  }

  @Test
  void doctorReportsMissingDataWithoutFailing() {
    Invocation run = Invocation.of("doctor", "--data", folder.resolve("nowhere").toString());
    assertEquals(0, run.code());
    assertTrue(run.lastLine().contains("nowhere is not a folder"), run.lastLine());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "test",
        "compare",
        "predict",
        "export",
        "curves",
        "bench",
        "summary",
        "doctor",
        "completion"
      })
  void everyCommandHelpsWithAnExample(String command) {
    Invocation run = Invocation.of(command, "--help");
    assertEquals(0, run.code());
    assertTrue(run.out().stream().anyMatch(line -> line.startsWith("  lamina " + command)));
  }

  private String data() {
    return SmallCifar.in(folder.resolve("data")).toString();
  }

  private Invocation train(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", "ResNet", "--data", data(), "--epochs", "2", "--batch-size", "16"));
    arguments.addAll(List.of("--limit", "32", "--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return Invocation.of(arguments.toArray(new String[0]));
  }
}
