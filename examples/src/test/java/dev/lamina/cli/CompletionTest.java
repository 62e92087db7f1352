package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bash offers at the press of Tab, once it has read the script of {@code completion}. */
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir private Path folder;
  private Path script;

  @BeforeEach
  void writeScript() throws IOException {
    assumeTrue(Files.isExecutable(BASH), BASH + " is not there");
    script = Files.write(folder.resolve("completion.bash"), Invocation.of("completion").out());
  }

  @Test
  void everyOptionHasItsOwnChoices() throws Exception {
    assertEquals(Set.of("sgd", "adamw"), offered("train", "ResNet", "--optimizer", ""));
    assertEquals(Set.of("multistep", "cosine"), offered("train", "ResNet", "--schedule", ""));
    assertEquals(
        Set.of(
            "none", "flip-and-resized-crop", "flip-and-padded-crop", "flip-padded-crop-and-cutout"),
        offered("train", "ResNet", "--augment", ""));
    assertEquals(
        Set.of("cifar10", "cifar100", "folder"), offered("train", "ResNet", "--dataset", ""));
    assertEquals(
        Set.of("float64", "float32", "tf32", "bfloat16"),
        offered("compare", "ResNet", "--precision", ""));
    assertEquals(
        Set.of("auto", "cudnn", "onednn", "reference"), offered("bench", "ResNet", "--device", ""));
    assertEquals(Set.of("onnx", "safetensors"), offered("export", "ResNet", "--format", ""));
  }

  @Test
  void whatIsTypedAlreadyNarrowsTheChoice() throws Exception {
    assertEquals(Set.of("bfloat16"), offered("train", "ResNet", "--precision", "bf"));
    assertEquals(Set.of("GoogleNet"), offered("train", "Goog"));
    assertEquals(Set.of("completion"), offered("compl"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train ResNet --data",
        "train ResNet --out",
        "train ResNet --resume",
        "test ResNet --weights",
        "compare ResNet --out",
        "predict ResNet",
        "export ResNet --out",
        "curves",
        "curves ResNet --svg",
        "bench ResNet --trace",
        "doctor --data"
      })
  void pathsAreCompleted(String command) throws Exception {
    Files.createFile(folder.resolve("a file.txt"));
    String[] words = (command + " " + folder + "/a").split(" ", -1);
    assertEquals(Set.of(folder + "/a file.txt"), offered(words));
  }

  /** The completions of the last word, which may be empty. */
  private Set<String> offered(String... words) throws Exception {
    String program =
        "source \"$1\"; shift; COMP_WORDS=(lamina \"$@\"); COMP_LINE=\"lamina $*\";"
            + " COMP_CWORD=$#; _complete_lamina 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"";
    List<String> command =
        new ArrayList<>(
            List.of(BASH.toString(), "--norc", "-c", program, "bash", script.toString()));
    command.addAll(List.of(words));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    String lines = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), lines);
    assertTrue(!lines.isBlank(), "nothing is offered for " + String.join(" ", words));
    return new TreeSet<>(lines.lines().toList());
  }
}
