package dev.lamina.cudnn;

import dev.lamina.runtime.device.Apart;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ops that are several others in one: these, one after the other, each on the whole batch. A launch
 * for every few images would cost more than what is read from memory in between, and cuDNN has no
 * convolution that reads parts.
 */
final class ApartKernels {

  private ApartKernels() {}

  static Kernel inTurn(Binding binding, Workbench bench) {
    List<Kernel> kernels =
        Apart.of(binding).stream().map(part -> Lowerings.lower(part, bench)).toList();
    String implementations =
        kernels.stream().map(Kernel::implementation).distinct().collect(Collectors.joining(", "));
    return new GpuKernel(
        implementations, kernels.stream().<Runnable>map(kernel -> kernel::run).toList());
  }
}
