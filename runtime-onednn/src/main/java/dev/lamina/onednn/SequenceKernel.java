package dev.lamina.onednn;

import dev.lamina.runtime.device.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A kernel that is several, one after the other. */
final class SequenceKernel implements Kernel {
  private final Kernel[] kernels;

  SequenceKernel(List<Kernel> kernels) {
    this.kernels = kernels.toArray(Kernel[]::new);
  }

  @Override
  public void run() {
    for (Kernel kernel : kernels) {
      kernel.run();
    }
  }

  /** The implementations of all of them, each named once. */
  @Override
  public String implementation() {
    return Arrays.stream(kernels)
        .map(Kernel::implementation)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
