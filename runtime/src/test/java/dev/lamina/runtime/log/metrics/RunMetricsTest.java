package dev.lamina.runtime.log.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetricsTest {
  @TempDir private Path folder;

  private Path run(String name, double... accuracies) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    MetricsFiles files = MetricsFiles.open(run, 0);
    double best = 0;
    for (int i = 0; i < accuracies.length; i++) {
      boolean better = accuracies[i] > best;
      best = Math.max(best, accuracies[i]);
      files.append(new EpochRow(i + 1, 0.1, 1, 0.5, 1, accuracies[i], better, 2 + i, 100));
    }
    return run;
  }

  private static String refusal(Path... places) {
    return assertThrows(UserError.class, () -> RunMetrics.read(List.of(places))).getMessage();
  }

  @Test
  void aFolderAndItsFileAreTheSameRun() throws IOException {
    Path run = run("ResNet", 0.4, 0.6, 0.5);
    List<RunMetrics> byFolder = RunMetrics.read(List.of(run));
    assertEquals(byFolder, RunMetrics.read(List.of(run.resolve("metrics.jsonl"))));
    assertEquals("ResNet", byFolder.get(0).name());
    assertEquals(2, byFolder.get(0).best().epoch());
    assertEquals(3, byFolder.get(0).last().epoch());
  }

  @Test
  void speedIsOfAllEpochsByTheirTime() throws IOException {
    Path run = run("Net", 0.4);
    MetricsFiles files = MetricsFiles.open(run, 1);
    // 2 s at 100 and 8 s at 50 images a second: 600 images in 10 s.
    files.append(new EpochRow(2, 0.1, 1, 0.5, 1, 0.4, false, 8, 50));
    assertEquals(60, RunMetrics.read(List.of(run)).get(0).imagesPerSecond(), 1e-9);
  }

  @Test
  void aFolderOfRunsStandsForThoseThatHaveEpochs() throws IOException {
    run("b", 0.4);
    run("a", 0.3);
    run("empty");
    Files.createDirectories(folder.resolve("pictures"));
    List<RunMetrics> runs = RunMetrics.read(List.of(folder));
    assertEquals(List.of("a", "b"), runs.stream().map(RunMetrics::name).toList());
  }

  @Test
  void runsOfTheSameNameAreToldApart() throws IOException {
    Path first = run("one/ResNet", 0.4);
    Path second = run("two/ResNet", 0.5);
    List<RunMetrics> runs = RunMetrics.read(List.of(first, second));
    assertEquals(
        List.of(first.toString(), second.toString()), runs.stream().map(RunMetrics::name).toList());
  }

  @Test
  void aLineThatIsBeingWrittenIsPassedOver() throws IOException {
    Path run = run("Net", 0.4);
    Files.writeString(
        run.resolve("metrics.jsonl"), "{\"epoch\":2,\"lr\":0.", StandardOpenOption.APPEND);
    assertEquals(1, RunMetrics.read(List.of(run)).get(0).rows().size());
  }

  @Test
  void saysWhatWasLookedFor() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    assertTrue(refusal(nowhere).startsWith("there is no run " + nowhere), refusal(nowhere));
    assertTrue(refusal(Path.of("NoSuchNet")).contains(Path.of("runs", "NoSuchNet").toString()));
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertTrue(refusal(empty).contains("has a metrics.jsonl"), refusal(empty));
    Path early = run("early");
    assertTrue(refusal(early).contains("has no epoch yet"), refusal(early));
  }

  @Test
  void refusesFilesOfAnotherKind() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "nothing\n");
    assertTrue(refusal(text).contains("holds no epoch's metrics"), refusal(text));
    Path bytes = Files.write(folder.resolve("weights"), new byte[] {(byte) 0xff, 1, 2});
    assertTrue(refusal(bytes).contains("holds no epoch's metrics"), refusal(bytes));
  }
}
