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
            "0.320",
            "1.50 (1.25 to 2.00) s"),
        cells(lines.get(3)));
  }

  @Test
  void eachPeerHasItsRatioAndItsMemory() {
    List<String> lines = new ComparisonTable(transcript(0.1)).text().lines().toList();

    int heading = lines.indexOf("float32, lamina to each");
    assertEquals(
        List.of("network", "to djl", "memory to djl", "to pytorch", "memory to pytorch"),
        cells(lines.get(heading + 2)));
    // 0.1 and 0.2 s to djl's 0.2 and 0.3, to pytorch's 0.5 and 1; 64 MiB to 200 and 300.
    assertEquals(
        List.of("ResNet", "1.75 (1.50 to 2.00)", "0.320", "5.00 (5.00 to 5.00)", "0.213"),
        cells(lines.get(heading + 3)));
    assertEquals(
        List.of("DenseNet", "–", "–", "2.00 (2.00 to 2.00)", "0.213"),
        cells(lines.get(heading + 4)));
  }

  @Test
  void onlyPeerHasNoTableOfItsOwn() {
    Transcript both = transcript(0.1);
    List<Measurement> without =
        both.measurements().stream().filter(side -> !side.side().equals("pytorch")).toList();
    String text = new ComparisonTable(new Transcript(both.conditions(), without)).text();

    assertFalse(text.contains("lamina to each"), text);
  }

  @Test
  void memoryThatIsNotKnownHasNoRatio() {
    Transcript both = transcript(0.1);
    List<Measurement> unknown =
        List.of(
            side(RESNET, "lamina", 64, List.of(round(0.1))),
            side(RESNET, "djl", 0, List.of(round(0.2))));
    List<String> lines =
        new ComparisonTable(new Transcript(both.conditions(), unknown)).text().lines().toList();

    assertEquals(List.of("64", "–", "–"), cells(lines.get(3)).subList(5, 8));
  }

  @Test
  void notesTellHowOftenTheFirstStepWasMeasured() {
    String text = new ComparisonTable(transcript(0.1)).text();

    assertTrue(text.contains("median of 3 starts, in brackets the fastest"), text);
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
    assertEquals(0.32, json.at("/duels/0/memory_ratio").asDouble(), 1e-12);
    assertEquals(5, json.at("/duels/0/sides/2/lamina_ratio/median").asDouble(), 1e-12);
    assertEquals(0.32, json.at("/duels/0/sides/1/lamina_memory_ratio").asDouble(), 1e-12);
    assertTrue(json.at("/duels/0/sides/0/lamina_ratio").isMissingNode());
    assertEquals(1.25, json.at("/duels/0/sides/0/first_step_seconds/least").asDouble(), 1e-12);
    assertEquals(3, json.at("/duels/0/sides/0/starts").asInt());
    assertEquals("no natives", json.at("/duels/1/sides/1/skipped").asText());
  }

  @Test
  void transcriptIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("transcript.jsonl");
    Transcript whole = transcript(0.1);
    whole.write(file);

    assertEquals(whole, Transcript.read(file));
  }

  /** Before there were several starts, one number stood for the first step. */
  @Test
  void transcriptOfAnEarlierVersionIsRead(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("transcript.jsonl"),
            """
            {"processor":"old","cores":2,"busyCores":0.1,"system":"Linux","java":"17","date":"2025",\
            "settings":{"networks":["ResNet"],"precisions":["float32"],"peers":["djl"],\
            "batchSize":128,"threads":2,"warmUp":3,"rounds":1,"steps":0,"roundSeconds":2.5}}
            {"duel":{"network":"ResNet","precision":"float32"},"side":"lamina","skipped":"",\
            "library":"lamina 1.0","parameters":5,"firstStepSeconds":1.32,"peakBytes":1048576,\
            "rounds":[[{"seconds":0.128,"beforeUpdate":0.12}]]}
            """);

    Transcript read = Transcript.read(file);

    assertEquals(1, read.conditions().settings().starts());
    String text = new ComparisonTable(read).text();
    assertEquals(
        List.of("ResNet", "1000 (1000 to 1000)", "–", "–", "1", "–", "–", "1.32 s"),
        cells(text.lines().toList().get(3)));
    assertTrue(text.contains("from the start of its process, one measurement."), text);
  }

  @Test
  void fileThatIsNoTranscriptIsTheUsersMistake(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("transcript.jsonl"), "");

    assertThrows(UserError.class, () -> Transcript.read(file));
    assertThrows(UserError.class, () -> Transcript.read(folder.resolve("none")));
  }

  @Test
  void transcriptOfALaterVersionIsRefusedInOneLine(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("transcript.jsonl"), "{\"weather\":\"fair\"}\n");

    String message = assertThrows(UserError.class, () -> Transcript.read(file)).getMessage();

    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains("\"weather\""), message);
    assertTrue(message.endsWith("give the folder of an earlier comparison"), message);
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
    return new Measurement(
        duel, name, "", name + " 1.0", 5, List.of(2.0, 1.25, 1.5), mebibytes * MEBI, rounds);
  }

  private static List<StepTime> round(double... seconds) {
    return Arrays.stream(seconds).mapToObj(value -> new StepTime(value, value)).toList();
  }
}
