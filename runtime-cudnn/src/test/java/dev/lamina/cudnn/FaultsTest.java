package dev.lamina.cudnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.cudnn.standin.OnStandIn;
import dev.lamina.cudnn.standin.StandIn;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Availability;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Precision;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, one line says what, and nothing native is left over. */
@OnStandIn
class FaultsTest {
  private static final int OUT_OF_MEMORY = 2;
  private static final int LAUNCH_FAILED = 719;
  private static final int EXECUTION_FAILED = 5000;

  private final StandIn standIn = StandIn.inUse().orElseThrow();

  @AfterEach
  void leavesNothing() {
    String report = standIn.report();
    standIn.forget();
    assertEquals(0, standIn.living(), report);
  }

  private static String refusal() {
    String message = assertThrows(UserError.class, SmallConvolution::open).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private static void works() {
    try (SmallConvolution convolution = SmallConvolution.open()) {
      convolution.run();
      assertEquals(SmallConvolution.INNER, convolution.inner());
    }
  }

  /** Buffers, then the workspace in the sizes that it grows to, and the workspace of cuBLAS. */
  @ParameterizedTest
  @CsvSource({
    "1, map of ones",
    "3, map of ones",
    "4, workspace",
    "5, workspace",
    "9, cuBLAS workspace"
  })
  void memoryThatDoesNotSuffice(int nth, String what) {
    standIn.fail("cuMemAlloc", nth, OUT_OF_MEMORY);
    String message = refusal();
    assertTrue(message.startsWith("the GPU's memory does not hold the " + what + ": "), message);
    assertTrue(message.contains(" of 16384.0 MiB are free; take a smaller batch"), message);
    works();
  }

  @Test
  void memoryThatIsReallyUsedUp() {
    standIn.set("memory", 3);
    String message = refusal();
    assertTrue(message.contains("cuBLAS workspace: 4.0 MiB are needed"), message);
    assertTrue(message.contains(" of 3.0 MiB are free"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "cuInit, 999, CUDA_ERROR_UNKNOWN (999)",
    "cuDevicePrimaryCtxRetain, 2, CUDA_ERROR_OUT_OF_MEMORY (2)",
    "cuCtxSetCurrent, 201, CUDA_ERROR_INVALID_CONTEXT (201)",
    "cuStreamCreate, 2, CUDA_ERROR_OUT_OF_MEMORY (2)",
    "cuMemAllocHost, 2, CUDA_ERROR_OUT_OF_MEMORY (2)",
    "cuEventCreate, 2, CUDA_ERROR_OUT_OF_MEMORY (2)",
    "cuModuleGetFunction, 500, CUDA_ERROR_NOT_FOUND (500)",
    "cudnnCreate, 1001, CUDNN_STATUS_NOT_INITIALIZED (1001)",
    "cudnnSetStream, 2000, CUDNN_STATUS_BAD_PARAM (2000)",
    "cudnnSetTensor4dDescriptor, 2000, CUDNN_STATUS_BAD_PARAM (2000)",
    "cudnnCreateFilterDescriptor, 4000, CUDNN_STATUS_INTERNAL_ERROR (4000)",
    "cudnnSetConvolutionGroupCount, 2000, CUDNN_STATUS_BAD_PARAM (2000)",
    "cublasCreate, 1, CUBLAS_STATUS_NOT_INITIALIZED (1)",
    "cublasSetWorkspace, 7, CUBLAS_STATUS_INVALID_VALUE (7)"
  })
  void aCallThatIsRefusedWhileOpening(String function, int status, String named) {
    standIn.fail(function, 1, status);
    String message = refusal();
    assertTrue(message.contains(function), message);
    assertTrue(message.contains(named), message);
    works();
  }

  @Test
  void aLibraryCallThatFailsNamesItsOp() {
    try (SmallConvolution convolution = SmallConvolution.open()) {
      standIn.fail("cudnnConvolutionForward", 1, EXECUTION_FAILED);
      String message = assertThrows(UserError.class, convolution::run).getMessage();
      assertEquals(
          "stem (conv2d): cudnnConvolutionForward: CUDNN_STATUS_EXECUTION_FAILED (5000)", message);
    }
  }

  @Test
  void workThatFailsShowsWhenItIsWaitedFor() {
    SmallConvolution convolution = SmallConvolution.open();
    convolution.run();
    standIn.fail("execution", 2, LAUNCH_FAILED);
    String message = assertThrows(UserError.class, convolution::inner).getMessage();
    assertTrue(message.endsWith(": CUDA_ERROR_LAUNCH_FAILED (719)"), message);
    convolution.close();
    works();
  }

  @Test
  void aCaptureThatFailsCanBeTriedAgain() {
    try (SmallConvolution convolution = SmallConvolution.open()) {
      convolution.run();
      standIn.fail("cudnnConvolutionForward", 1, EXECUTION_FAILED);
      assertThrows(UserError.class, () -> convolution.device().capture(convolution::run));
      Kernel captured = convolution.device().capture(convolution::run);
      captured.run();
      assertEquals(SmallConvolution.INNER, convolution.inner());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cuStreamEndCapture", "cuGraphInstantiate", "cuGraphUpload"})
  void aGraphThatCannotBeMade(String function) {
    try (SmallConvolution convolution = SmallConvolution.open()) {
      convolution.run();
      String name = function.equals("cuGraphInstantiate") ? function + "WithFlags" : function;
      standIn.fail(name, 1, OUT_OF_MEMORY);
      String message =
          assertThrows(UserError.class, () -> convolution.device().capture(convolution::run))
              .getMessage();
      assertTrue(message.contains(function + ": CUDA_ERROR_OUT_OF_MEMORY (2)"), message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cudnn, 8907, 'libcudnn.so.9 is cuDNN 8.9.7, and 9 is needed: install cuDNN 9 for CUDA 12'",
    "cublas, 11, 'libcublas.so.12 is cuBLAS 11.6.4, and 12 is needed: install CUDA 12'",
    "nvrtc, 13, 'libnvrtc.so.12 is NVRTC 13.6, and 12 is needed: install CUDA 12'"
  })
  void aLibraryOfAnotherMajorVersion(String library, int version, String complaint) {
    standIn.set(library, version);
    Availability found = new CudnnProvider().probe();
    assertFalse(found.usable());
    assertTrue(found.detail().startsWith(complaint), found.detail());
    assertEquals("device cudnn cannot be used here: " + found.detail(), refusal());
  }

  @Test
  void aDriverThatIsTooOld() {
    standIn.set("driver", 11080);
    assertTrue(refusal().contains("NVIDIA's driver knows CUDA up to 11.8, and 12 is needed"));
  }

  @Test
  void aMachineWithoutAGpu() {
    standIn.set("devices", 0);
    assertTrue(refusal().contains("there is no NVIDIA GPU"));
  }

  @Test
  void aGpuThatIsTooOld() {
    standIn.set("architecture", 37);
    assertTrue(refusal().contains("NVRTC compiles for sm_50 and later, and the GPU is sm_37"));
  }

  @Test
  void aGpuThatIsNewerThanTheCompiler() {
    standIn.set("architecture", 120);
    works();
  }

  @Test
  void aGpuWithoutBfloat16() {
    standIn.set("architecture", 75);
    DeviceOptions halves = new DeviceOptions(Optional.of(Precision.BFLOAT16), OptionalInt.empty());
    String message =
        assertThrows(UserError.class, () -> new CudnnProvider().open(halves)).getMessage();
    assertTrue(message.contains("sm_75 and computes no bfloat16"), message);
  }
}
