package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.conformance.op.Catalogue;
import dev.lamina.conformance.op.Family;
import dev.lamina.cudnn.KernelSources;
import dev.lamina.graph.kernel.KernelText;
import dev.lamina.graph.op.Fused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What NVIDIA's libraries do without a GPU: compile, and check descriptions. */
class NvidiaLibrariesWithoutGpuTest {
  private final NativeResources made = new NativeResources();
  private final Descriptions descriptions = new Descriptions(made, RealType.FLOAT32);

  @BeforeAll
  static void load() {
    RealLibraries.assumeInstalled(NvidiaLibrary.NVRTC, NvidiaLibrary.CUDNN);
  }

  @AfterEach
  void releasesWhatWasMade() {
    assertTrue(made.releaseAll().isEmpty());
  }

  @Test
  void compilesOurOwnKernels() {
    NvidiaCompiler.compile(KernelSources.own());
  }

  @Test
  void compilesTheFusedOpsOfTheConformanceKit() {
    NvidiaCompiler.compile(
        Catalogue.families().stream()
            .flatMap(Family::scenarios)
            .flatMap(scenario -> scenario.steps().stream())
            .filter(step -> step.op() instanceof Fused)
            .map(step -> KernelText.of((Fused) step.op()))
            .distinct()
            .collect(Collectors.joining()));
  }

  @Test
  void compilesTheFusedOpsOfARecordedNetwork() throws IOException {
    NvidiaCompiler.compile(
        Files.readString(Path.of("../processor/src/test/resources/golden/ResNet.cu")));
  }

  @Test
  void compilesForALaterArchitectureThanItKnows() {
    KernelCompiler compiler = KernelCompiler.forArchitecture(999);
    assertTrue(compiler.target().startsWith("--gpu-architecture=compute_"), compiler.target());
    byte[] ptx = compiler.compile(KernelSources.all(), KernelSources.options(RealType.FLOAT32));
    assertEquals(0, ptx[ptx.length - 1]);
  }

  @Test
  void namesTheFileAndLineOfAMistake() {
    KernelCompiler compiler = KernelCompiler.forArchitecture(80);
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> compiler.compile("#line 7 \"wrong.cu\"\nvoid f() { return 1 }", List.of()))
            .getMessage();
    assertTrue(message.contains("wrong.cu(7)"), message);
  }

  @Test
  void refusesArchitecturesOlderThanItKnows() {
    assertThrows(CudaUnavailable.class, () -> KernelCompiler.forArchitecture(10));
  }

  /** Input channels, pixels, filters, kernel, stride, padding, groups, pixels that come out. */
  @ParameterizedTest
  @CsvSource({
    "3, 32, 16, 3, 1, 1, 1, 32",
    "16, 32, 32, 3, 2, 1, 1, 16",
    "32, 16, 64, 1, 2, 0, 1, 8",
    "512, 32, 512, 3, 1, 1, 8, 32",
    "24, 7, 24, 5, 1, 2, 24, 7"
  })
  void describesConvolutionsAsPlanned(
      int channels, int in, int filters, int kernel, int stride, int padding, int groups, int out) {
    ConvolutionGeometry geometry =
        new ConvolutionGeometry(
            new MapShape(128, channels, in, in),
            new MapShape(128, filters, out, out),
            kernel,
            stride,
            padding,
            groups);
    new ConvolutionDescriptors(descriptions, geometry);
    assertEquals(4, made.count());
  }

  @Test
  void refusesAnOutputThatWasPlannedOtherwise() {
    ConvolutionGeometry geometry =
        new ConvolutionGeometry(
            new MapShape(8, 16, 32, 32), new MapShape(8, 16, 31, 31), 3, 1, 1, 1);
    String message =
        assertThrows(CudaError.class, () -> new ConvolutionDescriptors(descriptions, geometry))
            .getMessage();
    assertTrue(message.contains("[8, 16, 32, 32]"), message);
  }

  @Test
  void namesTheStatusOfAWrongDescription() {
    CudaError error =
        assertThrows(CudaError.class, () -> descriptions.map(new MapShape(0, 3, 32, 32)));
    assertEquals("cudnnSetTensor4dDescriptor", error.call());
    assertTrue(error.getMessage().contains("CUDNN_STATUS_BAD_PARAM"), error.getMessage());
  }
}
