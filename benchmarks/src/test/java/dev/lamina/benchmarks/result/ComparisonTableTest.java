package dev.lamina.benchmarks.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.benchmarks.side.StepTime;
import dev.lamina.runtime.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of times that nobody measured. */
class ComparisonTableTest {
  private static final Duel RESNET = new Duel("ResNet", "float32");
  private static final Duel DENSENET = new Duel("DenseNet", "float32");
  private static final Settings SETTINGS =
      new Settings(
          List.of("ResNet", "DenseNet"),
          List.of("float32", "bfloat16"),
          List.of("djl", "pytorch"),
          100,
          2,
          3,
          2,
          0,
          2.5);
  private static final long MEBI = 1 << 20;

  @Test
  void ratioIsTakenRoundByRoundAgainstTheFastestPeer() {
    List<String> lines = new ComparisonTable(transcript(0.1)).text().lines().toList();

    assertEquals("float32, images a second", lines.get(0));
    // 100 images in 0.1 s and 0.2 s; the best peer in 0.2 s and 0.3 s, so 2 and 1.5 times.
    assertEquals(
        List.of(
            "ResNet",
            "750 (500 to 1000)",
            "417 (333 to 500)",
            "150 (100 to 200)",
            "1.75 (1.50 to 2.00)",
            "64",
            "200",
            "1.50 s"),
        cells(lines.get(3)));
  }

  @Test
  void peerThatWasSkippedLeavesAGapAndItsReason() {
    String text = new ComparisonTable(transcript(0.1)).text();

    assertEquals(
        List.of("DenseNet", "100 (100 to 100)", "–", "50 (50 to 50)", "2.00 (2.00 to 2.00)"),
        cells(text.lines().toList().get(4)).subList(0, 5));
    assertTrue(text.contains("djl skipped: no natives (DenseNet in float32)."), text);
  }

  @Test
  void markdownHasTheSameCells() {
    String markdown = new ComparisonTable(transcript(0.1)).markdown();

    assertTrue(markdown.startsWith("### float32, images a second\n\n| network | lamina |"));
    assertTrue(markdown.contains("\n| ResNet | 750 (500 to 1000) | 417 (333 to 500) | 150"));
  }

  @Test
  void precisionWithoutResultsHasNoTable() {
    assertFalse(new ComparisonTable(transcript(0.1)).text().contains("bfloat16, images"));
  }

  @Test
  void figuresOfABusyMachineAreMarked() {
    assertFalse(new ComparisonTable(transcript(0.25)).text().contains("The machine was busy"));
    assertTrue(new ComparisonTable(transcript(0.3)).text().contains("The machine was busy"));
  }

  @Test
  void optimizerThatTakesLongIsTold() {
    String text = new ComparisonTable(transcript(0.1)).text();

    assertTrue(text.contains("pytorch spends 25 % of a step of DenseNet in float32"), text);
    assertFalse(text.contains("lamina spends"), text);
  }

  @Test
  void jsonHasTheConditionsAndTheRatios() throws Exception {
    JsonNode json = new ObjectMapper().readTree(new ComparisonJson(transcript(0.1)).text());

    assertEquals("some processor", json.at("/conditions/processor").asText());
    assertEquals("djl", json.at("/duels/0/best_peer").asText());
    assertEquals(1.75, json.at("/duels/0/ratio/median").asDouble(), 1e-12);
    assertEquals("no natives", json.at("/duels/1/sides/1/skipped").asText());
  }

  @Test
  void transcriptIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("transcript.jsonl");
    Transcript whole = transcript(0.1);
    whole.write(file);

    assertEquals(whole, Transcript.read(file));
  }

  @Test
  void fileThatIsNoTranscriptIsTheUsersMistake(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("transcript.jsonl"), "");

    assertThrows(UserError.class, () -> Transcript.read(file));
    assertThrows(UserError.class, () -> Transcript.read(folder.resolve("none")));
  }

  private static List<String> cells(String line) {
    return List.of(line.split(" {2,}"));
  }

  private static Transcript transcript(double busyCores) {
    Conditions conditions =
        new Conditions(
            "some processor", 2, busyCores, "Linux", "17", "2025-01-01T00:00Z", SETTINGS);
    return new Transcript(
        conditions,
        List.of(
            side(RESNET, "lamina", 64, List.of(round(0.1, 0.1, 0.9), round(0.2))),
            side(RESNET, "djl", 200, List.of(round(0.2), round(0.3))),
            side(RESNET, "pytorch", 300, List.of(round(0.5), round(1.0))),
            side(DENSENET, "lamina", 64, List.of(round(1.0))),
            Measurement.skipped(DENSENET, "djl", "no natives"),
            side(DENSENET, "pytorch", 300, List.of(List.of(new StepTime(2, 1.5))))));
  }

  private static Measurement side(
      Duel duel, String name, long mebibytes, List<List<StepTime>> rounds) {
    return new Measurement(duel, name, "", name + " 1.0", 5, 1.5, mebibytes * MEBI, rounds);
  }

  private static List<StepTime> round(double... seconds) {
    return Arrays.stream(seconds).mapToObj(value -> new StepTime(value, value)).toList();
  }
}
