package dev.lamina.onednn;

import dev.lamina.runtime.device.Kernel;
import java.util.List;

/** A kernel with what is to be done before and after each of its runs. */
final class SurroundedKernel implements Kernel {
  private final Runnable[] before;
  private final Kernel kernel;
  private final Runnable[] after;

  SurroundedKernel(List<Runnable> before, Kernel kernel, List<Runnable> after) {
    this.before = before.toArray(Runnable[]::new);
    this.kernel = kernel;
    this.after = after.toArray(Runnable[]::new);
  }

  /** A kernel that something follows. */
  static Kernel followed(Kernel kernel, Runnable after) {
    return new SurroundedKernel(List.of(), kernel, List.of(after));
  }

  @Override
  public void run() {
    runAll(before);
    kernel.run();
    runAll(after);
  }

  private static void runAll(Runnable[] actions) {
    for (Runnable action : actions) {
      action.run();
    }
  }

  @Override
  public String implementation() {
    return kernel.implementation();
  }
}
