package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A state that does not fit: a limit on the size of files fails writes where a full disk would. */
@EnabledOnOs(OS.LINUX)
class DiskFullTest {
  /** In KiB: ResNet's weights take 1.1 MB and fit, its state takes 2.2 MB and does not. */
  private static final int LIMIT = 1500;

  @TempDir private Path folder;

  private List<String> arguments(String option, String out, int epochs) {
    String data = SmallCifar.in(folder.resolve("data")).toString();
    List<String> arguments = new ArrayList<>(List.of("train", "ResNet", "--threads", "1"));
    arguments.addAll(List.of("--data", data, option, folder.resolve(out).toString()));
    arguments.addAll(List.of("--epochs", String.valueOf(epochs)));
    if (option.equals("--out")) {
      arguments.addAll(List.of("--batch-size", "16", "--limit", "16", "--milestones", "1"));
    }
    return arguments;
  }

  private void train(String option, String out, int epochs) {
    Invocation run = Invocation.of(arguments(option, out, epochs).toArray(new String[0]));
    assertEquals(0, run.code(), run.err().toString());
  }

  @Test
  void theLastStateStaysAndTheRunGoesOnFromIt() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "/bin/bash is not there");
    train("--out", "whole", 2);
    train("--out", "parts", 1);
    Path state = folder.resolve("parts/ResNet.state.safetensors");
    byte[] before = Files.readAllBytes(state);

    assertRefused(state, arguments("--resume", "parts", 2));

    assertArrayEquals(before, Files.readAllBytes(state));
    assertNothingHalf(state.getParent());
    train("--resume", "parts", 2);
    for (String file : List.of("ResNet.safetensors", "ResNet.last.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole").resolve(file)),
          Files.readAllBytes(folder.resolve("parts").resolve(file)),
          file);
    }
  }

  @Test
  void aRunThatHasNoRoomForItsFirstStateLeavesNothingThatLooksTrained() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "/bin/bash is not there");
    Path run = folder.resolve("new");
    assertRefused(run.resolve("ResNet.state.safetensors"), arguments("--out", "new", 1));
    assertNothingHalf(run);
    train("--out", "new", 1);
    assertTrue(Files.readString(run.resolve("metrics.csv")).contains("\n1,"));
  }

  private static void assertRefused(Path state, List<String> arguments) throws Exception {
    Process full = startLimited(arguments);
    String output = new String(full.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, full.waitFor(), output);
    List<String> complaints = output.lines().filter(line -> line.startsWith("lamina: ")).toList();
    assertEquals(1, complaints.size(), output);
    assertTrue(complaints.get(0).startsWith("lamina: cannot write " + state + " ("), output);
    assertTrue(complaints.get(0).endsWith("; make room there, or give another folder"), output);
    assertTrue(output.endsWith(complaints.get(0) + "\n"), output);
  }

  private static void assertNothingHalf(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(List.of(), files.filter(file -> file.toString().endsWith(".tmp")).toList());
    }
  }

  private static Process startLimited(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/bash", "-c", "ulimit -f " + LIMIT + "; exec \"$@\"", "limited"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), "dev.lamina.cli.Main"));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
