package dev.lamina.cudnn;

import dev.lamina.runtime.device.Kernel;
import java.util.List;

/**
 * A kernel that enqueues calls one after the other.
 *
 * @param implementation whose kernels they are, and which
 * @param calls in order
 */
record GpuKernel(String implementation, List<Runnable> calls) implements Kernel {
  private static final String OWN = "cuda";

  GpuKernel {
    calls = List.copyOf(calls);
  }

  /** A kernel of our own CUDA C alone. */
  static GpuKernel own(Runnable... launches) {
    return own(List.of(launches));
  }

  /** A kernel of our own CUDA C alone. */
  static GpuKernel own(List<Runnable> launches) {
    return new GpuKernel(OWN, launches);
  }

  @Override
  public void run() {
    for (int i = 0; i < calls.size(); i++) {
      calls.get(i).run();
    }
  }
}
