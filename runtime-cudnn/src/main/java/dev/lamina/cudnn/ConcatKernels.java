package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Concatenation along the channels: one copy for each part. */
final class ConcatKernels {

  private ConcatKernels() {}

  static Kernel forward(Binding binding, Workbench bench) {
    Tensor whole = binding.output(0);
    List<Runnable> launches = new ArrayList<>();
    int first = 0;
    for (Tensor part : binding.inputs()) {
      int width = part.shape().channels();
      launches.add(copy(part, 0, whole, first, width, bench));
      first += width;
    }
    return new GpuKernel("cuda", launches);
  }

  static Kernel backward(ConcatGrad op, Binding binding, Workbench bench) {
    List<Runnable> launches = new ArrayList<>();
    for (int i = 0; i < op.parts().size(); i++) {
      Tensor part = binding.output(i);
      int width = part.shape().channels();
      launches.add(copy(binding.input(0), op.first(i), part, 0, width, bench));
    }
    return new GpuKernel("cuda", launches);
  }

  /** Copies a whole map. */
  static Runnable copy(Tensor from, Tensor to, Workbench bench) {
    return copy(from, 0, to, 0, from.shape().channels(), bench);
  }

  /** Copies so many channels from one map's first on to another's. */
  private static Runnable copy(
      Tensor from, int fromFirst, Tensor to, int toFirst, int width, Workbench bench) {
    int n = bench.count(from) / from.shape().channels() * width;
    bench.count(to);
    Arguments arguments = new Arguments().address(bench.address(to)).address(bench.address(from));
    arguments.integer(n).integer(width);
    arguments.integer(to.shape().channels()).integer(toFirst);
    arguments.integer(from.shape().channels()).integer(fromFirst);
    return bench.elementwise("copyChannels", n, arguments);
  }
}
