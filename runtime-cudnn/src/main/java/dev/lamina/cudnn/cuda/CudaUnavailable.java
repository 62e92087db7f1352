package dev.lamina.cudnn.cuda;

/** Why the GPU cannot be used here: one line that also says what to do. */
public final class CudaUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  CudaUnavailable(String message) {
    super(message);
  }

  CudaUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
