package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  @TempDir private Path folder;
  private Path out;
  private String data;

  @BeforeEach
  void writeData() {
    data = SmallCifar.in(folder.resolve("data")).toString();
    out = folder.resolve("runs");
  }

  private Invocation compare(String... more) {
    List<String> arguments = new ArrayList<>(List.of("compare"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--data", data, "--out", out.toString()));
    arguments.addAll(List.of("--epochs", "1", "--batch-size", "16", "--limit", "16"));
    return Invocation.of(arguments.toArray(new String[0]));
  }

  /** As if a run had left them. */
  private void putWeights(String model) throws IOException {
    Path run = Files.createDirectories(out.resolve(model));
    Files.move(
        NewWeights.of(model, folder),
        run.resolve(model + ".safetensors"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void showsFoundWeightsBesideThePublishedAccuracies() throws IOException {
    putWeights("ResNet");
    putWeights("DenseNet");
    Invocation run = compare("ResNet", "DenseNet");
    assertEquals(0, run.code(), run.err().toString());
    List<String> table = run.out().subList(run.out().size() - 3, run.out().size());
    assertTrue(table.get(0).startsWith("model     parameters  validation  published"));
    assertTrue(
        table.get(1).matches("ResNet +272,378 +\\d+\\.\\d\\d +91\\.84 .* +91\\.06"), table.get(1));
    assertTrue(
        table.get(2).matches("DenseNet +239,146 +\\d+\\.\\d\\d +90\\.72 .* +90\\.23"),
        table.get(2));
    assertFalse(Files.exists(out.resolve("ResNet").resolve("metrics.jsonl")), "nothing is trained");
  }

  @Test
  void trainsWhatIsMissingAndThenFindsIt() throws IOException {
    JsonNode first = json(compare("ResNet", "ResNet", "--json"));
    assertEquals(1, first.size());
    assertTrue(first.get(0).get("trained_now").asBoolean());
    assertTrue(Files.exists(out.resolve("ResNet").resolve("report.html")));
    JsonNode second = json(compare("ResNet", "--json"));
    assertFalse(second.get(0).get("trained_now").asBoolean());
    for (String name : List.of("val_acc", "test_acc", "parameters", "weights")) {
      assertEquals(first.get(0).get(name), second.get(0).get(name), name);
    }
    assertEquals(0.9106, second.get(0).get("published_test_acc").asDouble());
    assertTrue(
        json(compare("ResNet", "--json", "--retrain")).get(0).get("trained_now").asBoolean());
  }

  private static JsonNode json(Invocation run) throws IOException {
    assertEquals(0, run.code(), run.err().toString());
    assertEquals(1, run.out().size(), run.out().toString());
    return new ObjectMapper().readTree(run.lastLine()).get("models");
  }

  @Test
  void mistakesAreSeenBeforeAnythingIsTrained() throws IOException {
    assertMistake(compare("ResNet", "DensNet"), "unknown network 'DensNet'");
    assertMistake(compare(), "MODEL");
    Files.createDirectories(out.resolve("DenseNet"));
    Files.writeString(out.resolve("DenseNet").resolve("DenseNet.safetensors"), "no weights");
    assertMistake(compare("ResNet", "DenseNet"), "DenseNet.safetensors");
    // DenseNet's recipe has AdamW, ResNet's has momentum.
    assertMistake(compare("ResNet", "DenseNet", "--momentum", "0.8"), "--momentum and --nesterov");
    assertMistake(compare("ResNet", "Cifar100ResNet"), "and no data has both");
    assertFalse(Files.exists(out.resolve("ResNet")));
  }

  @Test
  void retrainReplacesWhatIsDamaged() throws IOException {
    assertEquals(0, compare("ResNet").code());
    Path state = out.resolve("ResNet").resolve("ResNet.state.safetensors");
    Files.write(state, Arrays.copyOf(Files.readAllBytes(state), 100));
    Invocation refused = compare("ResNet");
    assertMistake(refused, state.toString());
    assertTrue(refused.err().get(0).endsWith("; --retrain begins anew"), refused.err().get(0));
    assertTrue(
        json(compare("ResNet", "--json", "--retrain")).get(0).get("trained_now").asBoolean());
  }

  private static void assertMistake(Invocation run, String part) {
    assertEquals(1, run.err().size(), run.err().toString());
    assertTrue(run.err().get(0).contains(part), run.err().get(0));
    assertEquals(2, run.code());
  }
}
