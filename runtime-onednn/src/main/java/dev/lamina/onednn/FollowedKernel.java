package dev.lamina.onednn;

import dev.lamina.runtime.device.Kernel;

/** A kernel and what is to be done after each of its runs. */
final class FollowedKernel implements Kernel {
  private final Kernel kernel;
  private final Runnable after;

  FollowedKernel(Kernel kernel, Runnable after) {
    this.kernel = kernel;
    this.after = after;
  }

  @Override
  public void run() {
    kernel.run();
    after.run();
  }

  @Override
  public String implementation() {
    return kernel.implementation();
  }
}
