package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.runtime.device.Devices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users get wrong: one line that says what and what to do, exit code 2, nothing written. */
class MistakesTest {
  @TempDir private Path folder;
  private String data;
  private Path out;

  @BeforeEach
  void writeData() {
    data = SmallCifar.in(folder.resolve("data")).toString();
    out = folder.resolve("out");
  }

  @Test
  void noCommand() {
    assertMistake("a command is missing; 'lamina --help' shows what there is");
  }

  @Test
  void anUnknownCommand() {
    assertMistake(
        "unknown command 'trian', did you mean 'train'?; 'lamina --help' shows what there is",
        "trian");
  }

  @Test
  void anUnknownOption() {
    assertMistake(
        "unknown option '--epoch', did you mean '--epochs'?; 'lamina train --help' shows what"
            + " there is",
        "train",
        "ResNet",
        "--epoch",
        "3");
  }

  @Test
  void anArgumentTooMany() {
    assertMistake(
        "unknown argument 'more'; 'lamina summary --help' shows what there is",
        "summary",
        "ResNet",
        "more");
  }

  @Test
  void momentumForAdamW() {
    assertMistake(
        "--momentum and --nesterov have no effect with AdamW; leave them out, or give --optimizer"
            + " sgd",
        "train",
        "DenseNet",
        "--momentum",
        "0.8");
  }

  @Test
  void milestonesForACosine() {
    assertMistake(
        "--milestones have no effect with a cosine schedule; leave them out, or give --schedule"
            + " multistep",
        "train",
        "ResNet",
        "--schedule",
        "cosine",
        "--milestones",
        "3");
  }

  @Test
  void aPrecisionThatTheDeviceDoesNotHave() {
    assertOneLine(
        train("--device", "onednn", "--precision", "float64"),
        "The onednn device does not compute in float64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-cuda-graph", "--no-deterministic", "--no-device-data"})
  void whatIsForAGpuOnACpu(String option) {
    for (String device : List.of("onednn", "reference")) {
      assertTrainingMistake(
          option
              + " is for a GPU, but the device is "
              + device
              + "; leave it out, or give --device cudnn",
          option,
          "--device=" + device);
    }
  }

  /** On a machine with a GPU there is nothing to refuse. */
  @Test
  void whatIsForAGpuWhereAutoChoseACpu() {
    String chosen = Devices.installed().select(Devices.AUTO).name();
    assumeTrue(!chosen.equals("cudnn"), "auto chose a GPU");
    assertTrainingMistake(
        "--no-cuda-graph is for a GPU, but the device is "
            + chosen
            + ", as auto chose; leave it out, or give --device cudnn",
        "--no-cuda-graph",
        "--device=auto");
  }

  @Test
  void anUnknownAugmentation() {
    assertMistake(
        "Invalid value for option '--augment': 'mixup' is none of none, flip-and-resized-crop,"
            + " flip-and-padded-crop, flip-padded-crop-and-cutout",
        "train",
        "ResNet",
        "--augment",
        "mixup");
  }

  /** The examples' own tests declare networks, too, so that the list is not told here. */
  @Test
  void anUnknownModel() {
    Invocation run = Invocation.of("train", "RestNet");
    assertOneLine(
        run, "unknown network 'RestNet', did you mean 'ResNet'?; known networks: Cifar100ResNet, ");
    assertOneLine(run, ", WideMixNet");
  }

  @Test
  void aNumberThatIsNone() {
    assertMistake(
        "Invalid value for option '--epochs': 'many' is not an int",
        "train",
        "ResNet",
        "--epochs",
        "many");
  }

  @Test
  void numbersOutOfRange() {
    assertTrainingMistake("batch size must be at least 1, is 0", "--batch-size", "0");
    assertTrainingMistake("epochs must be at least 1, is 0", "--epochs", "0");
    assertTrainingMistake("limit must be at least 1, is -5", "--limit", "-5");
    assertTrainingMistake("--threads must be at least 1, is 0", "--threads", "0");
  }

  @Test
  void aLimitThatFillsNoBatch() {
    assertTrainingMistake(
        "5 training images do not fill a batch of 128; lower the batch size or use more images",
        "--limit",
        "5");
  }

  @Test
  void anUnknownDevice() {
    Invocation run = train("--device", "onednm");
    assertEquals(2, run.code());
    assertTrue(
        run.err().get(0).startsWith("lamina: unknown device 'onednm', did you mean 'onednn'?"),
        run.err().toString());
  }

  @Test
  void aMissingDataFolder() {
    String missing = folder.resolve("nowhere").toString();
    Invocation run = Invocation.of("train", "ResNet", "--data", missing, "--out", out.toString());
    assertOneLine(run, missing);
    assertFalse(Files.exists(out));
  }

  @Test
  void aMissingBatchFile() throws IOException {
    Files.delete(Path.of(data, "data_batch_3.bin"));
    assertOneLine(train(), "data_batch_3.bin is missing");
    assertFalse(Files.exists(out));
  }

  @Test
  void aTruncatedBatchFile() throws IOException {
    Path file = Path.of(data, "data_batch_2.bin");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertOneLine(train(), "data_batch_2.bin has " + (whole.length - 1) + " bytes");
    assertFalse(Files.exists(out));
  }

  @Test
  void anOutputFolderThatCannotBeWrittenTo() throws IOException {
    Files.writeString(out, "a file");
    assertOneLine(train("--batch-size", "16"), "cannot write to the output folder " + out);
    assertEquals("a file", Files.readString(out));
  }

  /** Not even root can make a file among a process's own. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void anOutputFolderThatIsReadOnly() {
    Invocation run =
        Invocation.of(
            "train", "ResNet", "--data", data, "--batch-size", "16", "--out", "/proc/self");
    assertOneLine(run, "cannot write to the output folder /proc/self (");
  }

  @Test
  void weightsThatAreNotThere() {
    String file = folder.resolve("no.ckpt").toString();
    assertOneLine(
        Invocation.of("test", "ResNet", "--data", data, "--weights", file),
        "there is no file " + file);
  }

  @Test
  void weightsOfAnotherArchitecture() {
    Invocation trained = train("--epochs", "1", "--batch-size", "16", "--limit", "16");
    assertEquals(0, trained.code(), trained.err().toString());
    Invocation run =
        Invocation.of(
            "test",
            "ResNeXt29",
            "--data",
            data,
            "--weights",
            out.resolve("ResNet.safetensors").toString());
    assertOneLine(
        run,
        "does not hold weights of ResNeXt29: it has no conv_1_3x3.weight, of shape [64, 3, 3, 3]");
  }

  private void assertTrainingMistake(String message, String option, String value) {
    Invocation run = train(option, value);
    assertEquals("lamina: " + message, String.join("\n", run.err()));
    assertEquals(2, run.code());
    assertFalse(Files.exists(out));
  }

  private Invocation train(String... more) {
    String[] arguments = new String[6 + more.length];
    arguments[0] = "train";
    arguments[1] = "ResNet";
    arguments[2] = "--data";
    arguments[3] = data;
    arguments[4] = "--out";
    arguments[5] = out.toString();
    System.arraycopy(more, 0, arguments, 6, more.length);
    return Invocation.of(arguments);
  }

  private static void assertMistake(String message, String... arguments) {
    Invocation run = Invocation.of(arguments);
    assertEquals("lamina: " + message, String.join("\n", run.err()));
    assertEquals(2, run.code());
    assertTrue(run.out().isEmpty());
  }

  private static void assertOneLine(Invocation run, String part) {
    assertEquals(1, run.err().size(), run.err().toString());
    assertTrue(run.err().get(0).startsWith("lamina: "), run.err().get(0));
    assertTrue(run.err().get(0).contains(part), run.err().get(0));
    assertEquals(2, run.code());
  }
}
