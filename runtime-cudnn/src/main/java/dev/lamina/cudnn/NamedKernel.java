package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.CudaError;
import dev.lamina.cudnn.cuda.GpuContext;
import dev.lamina.runtime.device.Kernel;

/** A kernel whose failures say which node of the network it computes. */
final class NamedKernel implements Kernel {
  private final GpuContext context;
  private final String where;
  private final Kernel kernel;

  NamedKernel(GpuContext context, String where, Kernel kernel) {
    this.context = context;
    this.where = where;
    this.kernel = kernel;
  }

  @Override
  public void run() {
    context.enter();
    try {
      kernel.run();
    } catch (CudaError e) {
      context.markFailed();
      throw e.at(where);
    }
  }

  @Override
  public String implementation() {
    return kernel.implementation();
  }
}
