package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on the GPU, and what they say when it fails. */
@OnStandIn
class CudnnCommandsTest {
  private static final String LIBRARIES = "lamina.cuda.libraries";
  private static final int USER_ERROR = 2;
  private static final int LAUNCH_FAILED = 719;
  private static final int OUT_OF_MEMORY = 2;

  /** One of its arenas; more follow. */
  private static final int ALLOCATION_OF_A_SESSION = 5;

  private final StandIn standIn = StandIn.inUse().orElseThrow();
  private final String folderOfLibraries = System.getProperty(LIBRARIES);

  @TempDir private Path folder;

  @AfterEach
  void leavesNothing() {
    System.setProperty(LIBRARIES, folderOfLibraries);
    String report = standIn.report();
    standIn.forget();
    assertEquals(0, standIn.living(), report);
  }

  private Invocation run(String option, String out, String... more) {
    String data = SmallCifar.in(folder.resolve("data")).toString();
    List<String> arguments = new ArrayList<>(List.of("train", "ResNet", "--data", data));
    arguments.addAll(List.of(option, folder.resolve(out).toString()));
    arguments.addAll(List.of(more));
    addUnlessGiven(arguments, "--device", "cudnn");
    return Invocation.of(arguments.toArray(new String[0]));
  }

  private static void addUnlessGiven(List<String> arguments, String option, String value) {
    if (!arguments.contains(option)) {
      arguments.addAll(List.of(option, value));
    }
  }

  /** Two epochs of two steps each, unless otherwise said. */
  private Invocation train(String out, String... more) {
    List<String> settings = new ArrayList<>(List.of(more));
    addUnlessGiven(settings, "--epochs", "2");
    addUnlessGiven(settings, "--batch-size", "16");
    addUnlessGiven(settings, "--limit", "32");
    return run("--out", out, settings.toArray(new String[0]));
  }

  private byte[] weights(String out) throws IOException {
    return Files.readAllBytes(folder.resolve(out).resolve("ResNet.last.safetensors"));
  }

  private static String mistake(Invocation run) {
    assertEquals(USER_ERROR, run.code(), run.err().toString());
    assertEquals(1, run.err().size(), run.err().toString());
    return run.err().get(0);
  }

  @Test
  void withoutGraphsTheSameBitsAreTrainedKernelByKernel() throws IOException {
    long before = standIn.calls("cuGraphLaunch");
    assertEquals(0, train("plain", "--no-cuda-graph").code());
    assertEquals(before, standIn.calls("cuGraphLaunch"));
    Invocation captured = train("captured");
    assertEquals(0, captured.code(), captured.err().toString());
    assertTrue(standIn.calls("cuGraphLaunch") > before);
    assertArrayEquals(weights("plain"), weights("captured"));
  }

  @Test
  void aRunThatTheGpuBrokeOffGoesOnFromItsLastEpoch() throws IOException {
    long start = standIn.calls("execution");
    assertEquals(0, train("whole").code());
    long whole = standIn.calls("execution") - start;
    // In the second epoch, which is half of the work, or else in the test after it.
    standIn.fail("execution", whole * 3 / 5, LAUNCH_FAILED);
    String message = mistake(train("broken"));
    assertTrue(message.endsWith(": CUDA_ERROR_LAUNCH_FAILED (719)"), message);
    assertEquals(0, standIn.living(), standIn::report);
    Invocation resumed = run("--resume", "broken");
    assertEquals(0, resumed.code(), resumed.err().toString());
    assertArrayEquals(weights("whole"), weights("broken"));
  }

  @Test
  void aRunWhoseMemoryIsRefusedGoesOnFromItsLastEpoch() throws IOException {
    assertEquals(0, train("whole").code());
    assertEquals(0, train("short", "--epochs", "1").code());
    byte[] before = weights("short");
    standIn.fail("cuMemAlloc", ALLOCATION_OF_A_SESSION, OUT_OF_MEMORY);
    String message = mistake(run("--resume", "short", "--epochs", "2"));
    assertTrue(message.startsWith("lamina: the GPU's memory does not hold the "), message);
    assertEquals(0, standIn.living(), standIn::report);
    assertArrayEquals(before, weights("short"));
    assertEquals(0, run("--resume", "short", "--epochs", "2").code());
    assertArrayEquals(weights("whole"), weights("short"));
  }

  @Test
  void aLossThatIsReadLaterIsBlamedOnTheStepThatItCameFrom() {
    String[] tooFast = {"--learning-rate", "1e30", "--epochs", "1", "--limit", "96"};
    List<String> onCpu = new ArrayList<>(List.of(tooFast));
    onCpu.addAll(List.of("--device", "onednn"));
    String expected = divergence(train("cpu", onCpu.toArray(new String[0])));
    assertEquals(expected, divergence(train("gpu", tooFast)));
  }

  /** The rate is beyond what float32 holds, so that the first update is wherever one looks. */
  @Test
  void checkedNumbersStopTheRunWhereTheyWouldOnTheCpu() {
    String[] tooFast = {"--check-numerics", "--learning-rate", "1e39", "--epochs", "1"};
    List<String> onCpu = new ArrayList<>(List.of(tooFast));
    onCpu.addAll(List.of("--device", "onednn"));
    String message = mistake(train("gpu", tooFast));
    assertTrue(message.contains("left the range of float32 in epoch 1, step 1"), message);
    assertTrue(message.contains(": the update made "), message);
    assertEquals(mistake(train("cpu", onCpu.toArray(new String[0]))), message);
    assertEquals(0, standIn.living(), standIn::report);
  }

  @Test
  void checkingNumbersChangesNoBit() throws IOException {
    assertEquals(0, train("plain", "--epochs", "1").code());
    Invocation checked = train("checked", "--epochs", "1", "--check-numerics=2");
    assertEquals(0, checked.code(), checked.err().toString());
    assertArrayEquals(weights("plain"), weights("checked"));
  }

  /** Epoch and step. */
  private static String divergence(Invocation run) {
    String message = mistake(run);
    Matcher found = Pattern.compile("in epoch \\d+, step \\d+").matcher(message);
    assertTrue(found.find(), message);
    return found.group();
  }

  @Test
  void algorithmsThatWereTimedOnceAreNotTimedAgain() {
    String[] fast = {"--precision", "tf32", "--no-deterministic", "--epochs", "1"};
    Invocation first = train("first", fast);
    assertEquals(0, first.code(), first.err().toString());
    long before = standIn.calls("cuEventElapsedTime");
    assertEquals(0, train("second", fast).code());
    assertEquals(before, standIn.calls("cuEventElapsedTime"));
  }

  @Test
  void tooLittleMemory() {
    standIn.set("memory", 20);
    String message = mistake(train("small"));
    String expected =
        "lamina: ResNet with batches of \\d+ takes \\d+ MB, but the cudnn device has 21 MB left;"
            + " batches of \\d+ would fit";
    assertTrue(message.matches(expected), message);
  }

  @Test
  void tooLittleMemoryForWhatKernelsNeedBesideTheArenas() {
    standIn.set("memory", 27);
    String message = mistake(train("small"));
    String expected =
        "lamina: the GPU's memory does not hold the [a-zA-Z ]+: .* are needed after .* that this run"
            + " has already, and .* of 27.0 MiB are free; ResNet with batches of \\d+ takes \\d+ MB"
            + " beside it, batches of \\d+ would fit";
    assertTrue(message.matches(expected), message);
  }

  @Test
  void aLibraryOfAnotherMajorVersion() {
    standIn.set("cudnn", 8907);
    String message = mistake(train("old"));
    assertTrue(
        message.startsWith(
            "lamina: device cudnn cannot be used here: libcudnn.so.9 is cuDNN 8.9.7, and 9 is"
                + " needed: "),
        message);
  }

  @Test
  void aLibraryThatIsMissing() throws IOException {
    Path others = Files.createDirectories(folder.resolve("libraries"));
    for (String name : List.of("libcuda.so.1", "libcublas.so.12", "libnvrtc.so.12")) {
      Files.copy(Path.of(folderOfLibraries, name), others.resolve(name));
    }
    System.setProperty(LIBRARIES, others.toString());
    String doctor = String.join("\n", Invocation.of("doctor").out());
    assumeFalse(doctor.contains("cudnn: usable"), "this machine has a libcudnn.so.9 of its own");
    String message = mistake(train("missing"));
    assertTrue(message.contains("libcudnn.so.9 (cuDNN) is missing: install cuDNN 9"), message);
  }

  @Test
  void doctorTellsTheGpuAndEveryVersion() {
    String text = String.join("\n", Invocation.of("doctor").out());
    assertTrue(
        text.contains(
            "CUDA stand-in on the CPU (sm_90), CUDA driver 12.6, cuDNN 9.5.1, cuBLAS 12.6.4, NVRTC"
                + " 12.6"),
        text);
  }
}
