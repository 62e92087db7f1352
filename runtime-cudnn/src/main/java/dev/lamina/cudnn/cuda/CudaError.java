package dev.lamina.cudnn.cuda;

import dev.lamina.runtime.UserError;

/**
 * A call of one of NVIDIA's libraries failed, or gave nothing of use. Its one line names the call,
 * the status and, where one is known, the op; the place in our own code would say no more.
 */
public final class CudaError extends UserError {
  private static final long serialVersionUID = 1;

  private final String call;

  CudaError(String call, String status, int number) {
    this(call, "%s (%d)".formatted(status, number));
  }

  /** A call that succeeded, with a result that is of no use. */
  CudaError(String call, String problem) {
    super(call + ": " + problem);
    this.call = call;
  }

  private CudaError(String where, CudaError cause) {
    super(where + ": " + cause.getMessage(), cause);
    this.call = cause.call;
  }

  /** The function that failed, for example {@code cudnnConvolutionForward}. */
  public String call() {
    return call;
  }

  /**
   * The same failure with the place at which it happened.
   *
   * @param where for example {@code stage2.0.conv1 (conv2d)}
   */
  public CudaError at(String where) {
    return new CudaError(where, this);
  }
}
