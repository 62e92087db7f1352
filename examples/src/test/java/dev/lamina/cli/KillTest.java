package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.Tensor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed again and again, at moments drawn with a fixed seed, is in the end the run
 * that nobody killed. Half of the moments fall into the writing of a file. {@code
 * -Dlamina.kills=60} kills more often.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("lamina.kills", 4);
  private static final int KILLED = 137;
  private static final int FILES_AN_EPOCH = 3;
  private static final int EPOCHS = 4;
  // A dot, an identifier, and .tmp
  private static final int SUFFIX = 41;
  private static final List<String> WEIGHTS =
      List.of("ResNet.safetensors", "ResNet.last.safetensors");
  private static final String STATE = "ResNet.state.safetensors";

  private final Random random = new Random(20);
  private final Map<String, Integer> moments = new TreeMap<>();
  @TempDir private Path folder;
  private int kills;
  private long wholeMillis;

  @Test
  void aRunKilledAtAnyMomentEndsAsTheOneThatWasNot(TestReporter reporter) throws Exception {
    Path whole = folder.resolve("whole");
    long start = System.nanoTime();
    assertEquals(0, end(start(whole), whole));
    wholeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    int runs = 0;
    while (kills < KILLS) {
      Path out = folder.resolve("run" + runs++);
      killUntilItEnds(out);
      assertSameRun(whole, out);
    }
    reporter.publishEntry("%d kills in %d runs: %s".formatted(kills, runs, moments));
  }

  private void killUntilItEnds(Path out) throws Exception {
    Process process = start(out);
    while (kills < KILLS && killed(process, out)) {
      process = start(out);
    }
    assertEquals(0, end(process, out));
  }

  /** Whether the process was killed before it came to its end. */
  private boolean killed(Process process, Path out) throws Exception {
    if (random.nextBoolean()) {
      process.waitFor(random.nextInt((int) wholeMillis), TimeUnit.MILLISECONDS);
    } else {
      awaitWriting(process, out, 1 + random.nextInt(FILES_AN_EPOCH * EPOCHS));
      // From the first byte of a file to the time after its renaming.
      TimeUnit.MICROSECONDS.sleep(random.nextInt(4000));
    }
    process.destroyForcibly();
    int code = end(process, out);
    if (code != KILLED) {
      assertEquals(0, code);
      return false;
    }
    kills++;
    moments.merge(moment(out), 1, Integer::sum);
    assertWholeFiles(out);
    return true;
  }

  private static void awaitWriting(Process process, Path out, int nth) throws IOException {
    Set<Path> seen = new HashSet<>(temporary(out));
    int before = seen.size();
    while (process.isAlive() && seen.size() - before < nth) {
      seen.addAll(temporary(out));
    }
  }

  private static List<Path> temporary(Path out) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(out)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(out, ".ResNet.*.tmp")) {
        files.forEach(found::add);
      }
    }
    return found;
  }

  /** For the report: what the kill fell into. */
  private static String moment(Path out) throws IOException {
    if (!temporary(out).isEmpty()) {
      String name = temporary(out).get(0).getFileName().toString();
      return "in the writing of " + name.substring(1, name.length() - SUFFIX);
    }
    return Files.exists(out.resolve(STATE)) ? "between writes" : "before the first state";
  }

  private static void assertWholeFiles(Path out) {
    WEIGHTS.stream().map(out::resolve).filter(Files::exists).forEach(SafeTensors::read);
  }

  private Process start(Path out) throws IOException {
    boolean resume = Files.exists(out.resolve(STATE));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.lamina.cli.Main"));
    command.addAll(List.of("train", "ResNet", "--threads", "1"));
    command.addAll(List.of("--data", SmallCifar.in(folder.resolve("data")).toString()));
    command.addAll(List.of(resume ? "--resume" : "--out", out.toString()));
    if (!resume) {
      command.addAll(List.of("--batch-size", "16", "--limit", "48"));
      command.addAll(List.of("--epochs", String.valueOf(EPOCHS), "--milestones", "2"));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log(out).toFile())
        .start();
  }

  private static Path log(Path out) {
    return out.resolveSibling(out.getFileName() + ".log");
  }

  private static int end(Process process, Path out) throws Exception {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    int code = process.waitFor();
    if (code != 0 && code != KILLED) {
      throw new AssertionError("exit code " + code + ": " + Files.readString(log(out)));
    }
    return code;
  }

  private static void assertSameRun(Path whole, Path run) throws IOException {
    for (String file : WEIGHTS) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(run.resolve(file)), file);
    }
    Map<String, Tensor> expected = SafeTensors.read(whole.resolve(STATE)).tensors();
    Map<String, Tensor> actual = SafeTensors.read(run.resolve(STATE)).tensors();
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, tensor) -> assertEquals(tensor.bytes(), actual.get(name).bytes()));
    assertEquals(metrics(whole), metrics(run));
    assertEquals(List.of(), temporary(run));
  }

  /** The lines without the two last columns, which are times. */
  private static List<String> metrics(Path run) throws IOException {
    return Files.readAllLines(run.resolve("metrics.csv")).stream()
        .map(line -> line.replaceFirst(",[^,]*,[^,]*$", ""))
        .toList();
  }
}
