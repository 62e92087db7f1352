package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Concatenation along the channels: one copy for each part. */
final class ConcatKernels {

  private ConcatKernels() {}

  static Kernel forward(Binding binding, Workbench bench) {
    return copies(binding.inputs(), binding.output(0), true, bench);
  }

  static Kernel backward(Binding binding, Workbench bench) {
    return copies(binding.outputs(), binding.input(0), false, bench);
  }

  private static Kernel copies(
      List<Tensor> parts, Tensor whole, boolean together, Workbench bench) {
    bench.count(whole);
    int pitch = whole.shape().channels();
    int first = 0;
    List<Runnable> launches = new ArrayList<>();
    for (Tensor part : parts) {
      int width = part.shape().channels();
      int n = bench.count(part);
      Arguments arguments = new Arguments();
      if (together) {
        arguments.address(bench.address(whole)).address(bench.address(part));
        arguments.integer(n).integer(width).integer(pitch).integer(first).integer(width).integer(0);
      } else {
        arguments.address(bench.address(part)).address(bench.address(whole));
        arguments.integer(n).integer(width).integer(width).integer(0).integer(pitch).integer(first);
      }
      launches.add(bench.elementwise("copyChannels", n, arguments));
      first += width;
    }
    return new GpuKernel("cuda", launches);
  }
}
