package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.cudnn.cuda.RealType;
import dev.lamina.graph.ir.Shape;
import dev.lamina.runtime.device.Tensor;
import java.util.List;

/**
 * A parameter as kernels read and write it: channels-last and in the device's own precision, in
 * scratch memory, unless the parameter itself is that already.
 *
 * @param address what kernels read or write
 * @param move the launch between it and the parameter; none where both are the same
 */
record Filters(Address address, List<Runnable> move) {

  /** A copy to be read. */
  static Filters packed(Tensor weight, Scratch scratch, Workbench bench) {
    if (isAsKernelsWantIt(weight, bench)) {
      return new Filters(bench.address(weight), List.of());
    }
    Address packed = scratch.bytes(bytes(weight, bench));
    Arguments arguments = new Arguments().address(packed).address(bench.address(weight));
    return new Filters(packed, List.of(launch("packFilters", weight, arguments, bench)));
  }

  /** A place to be written; the move then brings it to the gradient. */
  static Filters unpacked(Tensor gradient, Scratch scratch, Workbench bench) {
    if (isAsKernelsWantIt(gradient, bench)) {
      return new Filters(bench.address(gradient), List.of());
    }
    Address packed = scratch.bytes(bytes(gradient, bench));
    Arguments arguments = new Arguments().address(bench.address(gradient)).address(packed);
    return new Filters(packed, List.of(launch("unpackFilters", gradient, arguments, bench)));
  }

  private static boolean isAsKernelsWantIt(Tensor tensor, Workbench bench) {
    return bench.type() != RealType.BFLOAT16 && (area(tensor) == 1 || channels(tensor) == 1);
  }

  private static long bytes(Tensor tensor, Workbench bench) {
    return tensor.elements() * bench.type().bytes();
  }

  private static Runnable launch(
      String kernel, Tensor tensor, Arguments arguments, Workbench bench) {
    int n = bench.count(tensor);
    arguments.integer(n).integer(channels(tensor)).integer(area(tensor));
    return bench.elementwise(kernel, n, arguments);
  }

  private static int channels(Tensor tensor) {
    return tensor.shape().dim(1);
  }

  /** Pixels of the kernel; a linear layer has one. */
  private static int area(Tensor tensor) {
    Shape shape = tensor.shape();
    return shape.rank() == 4 ? shape.dim(2) * shape.dim(3) : 1;
  }
}
