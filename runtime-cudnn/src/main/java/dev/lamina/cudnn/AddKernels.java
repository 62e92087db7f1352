package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Sums of tensors: up to four at once, then three more to what there is already. */
final class AddKernels {
  private static final int MOST = 4;
  private static final String OWN = "cuda";

  private AddKernels() {}

  static Kernel forward(Add op, Binding binding, Workbench bench) {
    Tensor y = binding.output(0);
    int n = bench.count(y);
    List<Address> left = new ArrayList<>(binding.inputs().stream().map(bench::address).toList());
    List<Runnable> launches = new ArrayList<>();
    while (left.size() > 1) {
      List<Address> terms = left.subList(0, Math.min(MOST, left.size()));
      boolean last = terms.size() == left.size();
      ActivationFunction function = last ? op.function() : ActivationFunction.IDENTITY;
      Arguments arguments = arguments(bench.address(y), terms, n, function);
      launches.add(bench.elementwise("add", n, arguments));
      terms.clear();
      left.add(0, bench.address(y));
    }
    return new GpuKernel(OWN, launches);
  }

  private static Arguments arguments(
      Address y, List<Address> terms, int n, ActivationFunction function) {
    Arguments arguments = new Arguments().address(y);
    for (int i = 0; i < MOST; i++) {
      arguments.address(i < terms.size() ? terms.get(i) : Address.none());
    }
    return arguments.integer(terms.size()).integer(n).integer(ActivationKernels.number(function));
  }
}
