package dev.lamina.cudnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Algorithms are timed where determinism is not asked for, once for each machine and layer. */
@OnStandIn
class TimedAlgorithmsTest {
  private static final String CACHE = "lamina.cache";
  private static final String TIMES = "cuEventElapsedTime";
  private static final String IN_ORDER = "cudnn:CUDNN_CONVOLUTION_FWD_ALGO_IMPLICIT_PRECOMP_GEMM";
  private static final String FASTEST = "cudnn:CUDNN_CONVOLUTION_FWD_ALGO_IMPLICIT_GEMM";
  private static final int EXECUTION_FAILED = 5000;

  private final StandIn standIn = StandIn.inUse().orElseThrow();
  private final String cacheOfTheUser = System.getProperty(CACHE, "");

  @TempDir private Path folder;

  /** Of algorithms, not of compiled kernels. */
  @BeforeEach
  void useAnEmptyCache() throws IOException {
    Path kernels = Path.of(cacheOfTheUser, "kernels").toAbsolutePath();
    Files.createSymbolicLink(folder.resolve("kernels"), Files.createDirectories(kernels));
    System.setProperty(CACHE, folder.toString());
  }

  @AfterEach
  void leavesNothing() throws IOException {
    System.setProperty(CACHE, cacheOfTheUser);
    Files.delete(folder.resolve("kernels"));
    String report = standIn.report();
    standIn.forget();
    assertEquals(0, standIn.living(), report);
  }

  private static DeviceOptions fastest() {
    return DeviceOptions.defaults().withDeterministic(false);
  }

  /** Whether something is timed while the convolution is opened. */
  private boolean searches(DeviceOptions options, String algorithm) {
    long before = standIn.calls(TIMES);
    try (SmallConvolution convolution = SmallConvolution.open(options)) {
      assertEquals(algorithm, convolution.implementation());
      convolution.run();
      assertEquals(SmallConvolution.INNER, convolution.inner());
    }
    return standIn.calls(TIMES) > before;
  }

  private List<Path> files() throws IOException {
    Path algorithms = folder.resolve("algorithms");
    if (!Files.exists(algorithms)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(algorithms)) {
      return files.toList();
    }
  }

  @Test
  void nothingIsTimedUnlessItIsAskedFor() throws IOException {
    assertFalse(searches(DeviceOptions.defaults(), IN_ORDER));
    assertEquals(List.of(), files());
  }

  @Test
  void whatWasTimedIsKnownInTheNextRun() throws IOException {
    assertTrue(searches(fastest(), FASTEST));
    assertFalse(searches(fastest(), FASTEST));
    assertEquals(1, files().size());
  }

  @Test
  void eachPrecisionAndVersionIsTimedByItself() throws IOException {
    assertTrue(searches(fastest(), FASTEST));
    assertTrue(searches(fastest().withPrecision(Optional.of(Precision.TF32)), FASTEST));
    standIn.set("cudnn", 90600);
    assertTrue(searches(fastest(), FASTEST));
    assertEquals(3, files().size());
  }

  @Test
  void aChoiceThatCuDnnDoesNotKnowIsMadeAnew() throws IOException {
    searches(fastest(), FASTEST);
    Path file = files().get(0);
    String text = Files.readString(file);
    String other = text.replaceFirst("\t0\t", "\t7\t").replaceFirst("crc32 .*\n", "");
    CRC32 crc = new CRC32();
    crc.update(other.getBytes(StandardCharsets.UTF_8));
    Files.writeString(file, other + "crc32 %08x\n".formatted(crc.getValue()));
    assertTrue(searches(fastest(), FASTEST));
    assertEquals(text, Files.readString(file));
  }

  @Test
  void theScratchMemoryOfASearchIsGivenBack() {
    long before;
    try (SmallConvolution convolution = SmallConvolution.open(DeviceOptions.defaults())) {
      before = convolution.device().memory().bytes();
    }
    try (SmallConvolution convolution = SmallConvolution.open(fastest())) {
      assertTrue(convolution.device().memory().bytes() <= before);
    }
  }

  @Test
  void aSearchThatFailsNamesItsOp() {
    standIn.fail("cudnnConvolutionForward", 2, EXECUTION_FAILED);
    String message =
        assertThrows(UserError.class, () -> SmallConvolution.open(fastest())).getMessage();
    assertEquals(
        "stem (conv2d): cudnnConvolutionForward: CUDNN_STATUS_EXECUTION_FAILED (5000)", message);
  }

  @Test
  void nothingIsTimedWhileAStepIsCaptured() {
    try (SmallConvolution convolution = SmallConvolution.open(fastest())) {
      long before = standIn.calls(TIMES);
      String message =
          assertThrows(
                  UserError.class, () -> convolution.device().capture(convolution::bindAnother))
              .getMessage();
      assertTrue(message.contains("CUDA_ERROR_STREAM_CAPTURE_"), message);
      assertEquals(before, standIn.calls(TIMES));
    }
  }
}
