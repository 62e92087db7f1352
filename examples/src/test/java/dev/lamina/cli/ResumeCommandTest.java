package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code train} does with a folder that holds a run already. */
class ResumeCommandTest {
  @TempDir private Path folder;

  private String[] arguments(String option, String out, String... more) {
    String data = SmallCifar.in(folder.resolve("data")).toString();
    String[] start = {"train", "ResNet", "--data", data, option, folder.resolve(out).toString()};
    return concat(start, more);
  }

  private Invocation train(String out, String... more) {
    return Invocation.of(arguments("--out", out, more));
  }

  private Invocation resume(String out, String... more) {
    return Invocation.of(arguments("--resume", out, more));
  }

  private byte[] weights(String out) throws IOException {
    return Files.readAllBytes(folder.resolve(out).resolve("ResNet.last.safetensors"));
  }

  @Test
  void aResumedRunIsTheRunThatWasNotInterrupted() throws IOException {
    String[] settings = {"--batch-size", "16", "--limit", "32", "--milestones", "1"};
    assertEquals(0, train("whole", concat(settings, "--epochs", "2")).code());
    assertEquals(0, train("parts", concat(settings, "--epochs", "1")).code());
    Invocation second = resume("parts", "--epochs", "2");
    assertEquals(0, second.code(), second.err().toString());
    assertTrue(second.out().stream().noneMatch(line -> line.startsWith("epoch 1/2")));
    assertTrue(second.out().stream().anyMatch(line -> line.startsWith("epoch 2/2  lr 0.01")));
    assertArrayEquals(weights("whole"), weights("parts"));
    assertEquals(
        Files.readAllLines(folder.resolve("whole/metrics.csv")).size(),
        Files.readAllLines(folder.resolve("parts/metrics.csv")).size());
  }

  private static String[] concat(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  @Test
  void trainedWeightsAreOnlyTested() throws IOException {
    String[] settings = {"--batch-size", "16", "--limit", "16", "--epochs", "1"};
    Invocation first = train("out", settings);
    byte[] before = weights("out");
    Invocation second = train("out", settings);
    assertEquals(0, second.code(), second.err().toString());
    assertTrue(second.out().get(0).startsWith("found trained weights, "), second.out().get(0));
    // "val 10.00 %, test 5.00 %", as the run itself had said.
    assertTrue(first.lastLine().contains(second.lastLine()), first.lastLine());
    assertArrayEquals(before, weights("out"));
  }

  @Test
  void optionsOfATrainingAreSaidNotToBeUsedWhereNothingIsTrained() throws IOException {
    putWeights("out");
    Path weights = folder.resolve("out").resolve("ResNet.safetensors");
    String found = "found trained weights, " + weights + "; --retrain trains anew";
    assertEquals(found, train("out", "--threads", "1").out().get(0));
    assertEquals(
        found + ", and only then uses --epochs, --seed",
        train("out", "--epochs", "3", "--dataset", "cifar10", "--seed", "1").out().get(0));
  }

  @Test
  void optionsOfATrainingAreCheckedWhereNothingIsTrained() throws IOException {
    putWeights("out");
    Invocation run = train("out", "--schedule", "cosine", "--milestones", "3");
    assertEquals(2, run.code());
    assertTrue(run.err().get(0).contains("--milestones have no effect"), run.err().get(0));
    assertEquals(
        List.of("lamina: epochs must be at least 1, is 0"), train("out", "--epochs", "0").err());
  }

  @Test
  void weightsThatAreFoundDamagedCanBeReplaced() throws IOException {
    putWeights("out");
    Path weights = folder.resolve("out").resolve("ResNet.safetensors");
    Files.writeString(weights, "no weights");
    Invocation run = train("out");
    assertEquals(2, run.code());
    assertTrue(run.err().get(0).startsWith("lamina: " + weights), run.err().get(0));
    assertTrue(run.err().get(0).endsWith("; --retrain begins anew"), run.err().get(0));
  }

  /** As if a run had left them. */
  private void putWeights(String out) throws IOException {
    Path run = Files.createDirectories(folder.resolve(out));
    Files.move(NewWeights.of("ResNet", folder), run.resolve("ResNet.safetensors"));
  }

  @Test
  void resumeLeavesNoRoomForAnotherFolderOrABeginning() {
    Invocation elsewhere = resume("a", "--out", folder.resolve("b").toString());
    assertEquals(
        List.of(
            "lamina: --resume names the folder that is written to, so that nothing comes of --out;"
                + " leave one of them out"),
        elsewhere.err());
    Invocation anew = resume("a", "--retrain");
    assertEquals(
        List.of(
            "lamina: --resume goes on with a run, but --retrain begins anew; leave one of them"
                + " out"),
        anew.err());
    assertEquals(2, elsewhere.code());
    assertEquals(2, anew.code());
  }

  @Test
  void retrainBeginsAnew() throws IOException {
    String[] settings = {"--batch-size", "16", "--limit", "16", "--epochs", "1"};
    assertEquals(0, train("out", settings).code());
    byte[] before = weights("out");
    Invocation again = train("out", concat(settings, "--retrain", "--seed", "7"));
    assertEquals(0, again.code(), again.err().toString());
    assertFalse(Arrays.equals(before, weights("out")));
  }

  @Test
  void retrainReplacesAStateThatIsDamaged() throws IOException {
    String[] settings = {"--batch-size", "16", "--limit", "16", "--epochs", "1"};
    assertEquals(0, train("out", settings).code());
    byte[] before = weights("out");
    Path state = folder.resolve("out").resolve("ResNet.state.safetensors");
    Files.write(state, Arrays.copyOf(Files.readAllBytes(state), 100));
    Invocation refused = train("out", settings);
    assertEquals(2, refused.code());
    assertEquals(1, refused.err().size(), refused.err().toString());
    String message = refused.err().get(0);
    assertTrue(message.startsWith("lamina: " + state), message);
    assertTrue(message.endsWith("; --retrain begins anew"), message);
    Invocation anew = train("out", concat(settings, "--retrain"));
    assertEquals(0, anew.code(), anew.err().toString());
    assertArrayEquals(before, weights("out"));
    assertEquals(0, resume("out").code());
  }

  @ParameterizedTest
  @CsvSource({"INT, 2, 130", "TERM, 15, 143"})
  void aSignalKeepsTheStepAndSaysHowToGoOn(String signal, int number, int exitCode)
      throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "/bin/kill is not there");
    assumeTrue(!isIgnored(number), "this process, and so its children, ignore SIG" + signal);
    String[] settings = {"--batch-size", "16", "--epochs", "3", "--threads", "1"};
    assertEquals(0, train("whole", settings).code());
    Process process = start(arguments("--out", "parts", settings));
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      awaitLine(lines, "epoch 1/3");
      new ProcessBuilder("/bin/kill", "-" + signal, String.valueOf(process.pid()))
          .start()
          .waitFor();
      String rest = String.join("\n", lines.lines().toList());
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(exitCode, process.exitValue(), rest);
      String goOn =
          "go on with: lamina train ResNet --resume %s --data %s --threads 1"
              .formatted(folder.resolve("parts"), folder.resolve("data"));
      assertTrue(rest.contains(goOn), rest);
    } finally {
      process.destroyForcibly();
    }
    Invocation anew = train("parts", settings);
    assertEquals(2, anew.code());
    assertTrue(anew.err().get(0).contains("--resume " + folder.resolve("parts")));
    Invocation resumed = resume("parts");
    assertEquals(0, resumed.code(), resumed.err().toString());
    assertArrayEquals(weights("whole"), weights("parts"));
  }

  @Test
  void aFolderBelongsToOneTrainingUntilThatIsOverOrKilled() throws Exception {
    String[] settings = {"--batch-size", "16", "--limit", "16", "--threads", "1"};
    Process process = start(arguments("--out", "out", concat(settings, "--epochs", "10000")));
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      awaitLine(lines, "epoch 1/10000");
      awaitLine(lines, "epoch 2/10000");
      for (Invocation second :
          List.of(train("out", settings), train("out", "--retrain"), resume("out"))) {
        String refusal = "lamina: another training is writing to " + folder.resolve("out") + "; ";
        assertEquals(2, second.code());
        assertEquals(1, second.err().size(), second.err().toString());
        assertTrue(second.err().get(0).startsWith(refusal), second.err().toString());
      }
    } finally {
      process.destroyForcibly();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    }
    Invocation next = train("out", concat(settings, "--epochs", "1", "--retrain"));
    assertEquals(0, next.code(), next.err().toString());
  }

  /** Shells start background jobs with SIGINT ignored, and the JVM leaves it at that. */
  private static boolean isIgnored(int signal) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("SigIgn:"))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
          .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.lamina.cli.Main"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void awaitLine(BufferedReader lines, String start) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith(start)) {
      line = lines.readLine();
    }
    assertTrue(line != null, "the process ended before " + start);
  }
}
