package dev.lamina.cudnn.cuda;

import jcuda.driver.CUresult;
import jcuda.jcublas.cublasStatus;
import jcuda.nvrtc.nvrtcResult;

/** Turns the statuses of the four libraries into exceptions. */
final class Check {

  private Check() {}

  /** A result of the driver. */
  static void driver(String call, int result) {
    if (result != CUresult.CUDA_SUCCESS) {
      throw new CudaError(call, CUresult.stringFor(result), result);
    }
  }

  /** A status of cuDNN. */
  static void cudnn(String call, int status) {
    if (status != CudnnStatus.SUCCESS) {
      throw new CudaError(call, CudnnStatus.name(status), status);
    }
  }

  /** A status of cuBLAS. */
  static void cublas(String call, int status) {
    if (status != cublasStatus.CUBLAS_STATUS_SUCCESS) {
      throw new CudaError(call, cublasStatus.stringFor(status), status);
    }
  }

  /** A result of NVRTC. */
  static void nvrtc(String call, int result) {
    if (result != nvrtcResult.NVRTC_SUCCESS) {
      throw new CudaError(call, nvrtcResult.stringFor(result), result);
    }
  }
}
