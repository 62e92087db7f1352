package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudnnStatusTest {

  @ParameterizedTest
  @CsvSource({
    "1001, CUDNN_STATUS_NOT_INITIALIZED",
    "2000, CUDNN_STATUS_BAD_PARAM",
    "2008, CUDNN_STATUS_BAD_PARAM_SHAPE_MISMATCH",
    "3000, CUDNN_STATUS_NOT_SUPPORTED",
    "3007, CUDNN_STATUS_NOT_SUPPORTED_ARCH_MISMATCH",
    "4004, CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED",
    "5000, CUDNN_STATUS_EXECUTION_FAILED",
    "5002, CUDNN_STATUS_EXECUTION_FAILED_CUBLAS"
  })
  void namesStatusesAsCudnn9Does(int number, String name) {
    assertEquals(name, CudnnStatus.name(number));
  }

  @Test
  void namesTheFamilyOfStatusesOfLaterVersions() {
    assertEquals("unknown status, of CUDNN_STATUS_NOT_SUPPORTED", CudnnStatus.name(3999));
    assertEquals("unknown status", CudnnStatus.name(8));
  }

  @Test
  void failuresSayWhichCallAndWhere() {
    assertDoesNotThrow(() -> Check.cudnn("cudnnCreate", 0));
    CudaError error =
        assertThrows(CudaError.class, () -> Check.cudnn("cudnnConvolutionForward", 3004));
    assertEquals(
        "stem.conv (conv2d): cudnnConvolutionForward: CUDNN_STATUS_NOT_SUPPORTED_LAYOUT (3004)",
        error.at("stem.conv (conv2d)").getMessage());
  }

  @Test
  void failuresOfTheOtherLibrariesHaveNamesToo() {
    CudaError driver = assertThrows(CudaError.class, () -> Check.driver("cuMemAlloc", 2));
    assertEquals("cuMemAlloc: CUDA_ERROR_OUT_OF_MEMORY (2)", driver.getMessage());
    CudaError cublas = assertThrows(CudaError.class, () -> Check.cublas("cublasGemmEx", 13));
    assertEquals("cublasGemmEx: CUBLAS_STATUS_EXECUTION_FAILED (13)", cublas.getMessage());
    CudaError nvrtc = assertThrows(CudaError.class, () -> Check.nvrtc("nvrtcCompileProgram", 6));
    assertEquals("nvrtcCompileProgram: NVRTC_ERROR_COMPILATION (6)", nvrtc.getMessage());
  }
}
