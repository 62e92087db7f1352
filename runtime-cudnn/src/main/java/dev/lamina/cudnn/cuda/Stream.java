package dev.lamina.cudnn.cuda;

import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;
import jcuda.runtime.cudaStream_t;

/** The one queue of all work of a device. */
final class Stream implements NativeResources.Resource {
  private final CUstream handle = new CUstream();
  private final cudaStream_t forLibraries;
  private boolean failed;

  Stream() {
    int flags = CUstream_flags.CU_STREAM_NON_BLOCKING;
    Check.driver("cuStreamCreate", JCudaDriver.cuStreamCreate(handle, flags));
    forLibraries = new cudaStream_t(handle);
  }

  CUstream handle() {
    return handle;
  }

  /** The same stream as cuDNN and cuBLAS call it. */
  cudaStream_t forLibraries() {
    return forLibraries;
  }

  /** Waits until all that was enqueued is done; reports what went wrong with it meanwhile. */
  void finish() {
    check("cuStreamSynchronize", JCudaDriver.cuStreamSynchronize(handle));
  }

  /** Checks the result of a call that may also tell of earlier work that went wrong. */
  void check(String call, int result) {
    failed |= result != CUresult.CUDA_SUCCESS;
    Check.driver(call, result);
  }

  /** Whether something that was enqueued went wrong: nothing on this GPU works after that. */
  boolean failed() {
    return failed;
  }

  @Override
  public void destroy() {
    Check.driver("cuStreamDestroy", JCudaDriver.cuStreamDestroy(handle));
  }
}
