package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.runtime.device.Tensor;
import java.util.List;

/** The biases of convolutions and linear layers. */
final class BiasKernels {

  private BiasKernels() {}

  /** The launch that adds a bias to each pixel of {@code y}. */
  static Runnable add(Tensor y, Tensor bias, Workbench bench) {
    int n = bench.count(y);
    Arguments arguments = new Arguments().address(bench.address(y)).address(bench.address(bias));
    arguments.integer(n).integer(y.shape().channels());
    return bench.elementwise("addBias", n, arguments);
  }

  /** The launches that sum {@code dy} over all pixels. */
  static List<Runnable> gradient(Tensor dy, Tensor dbias, Scratch scratch, Workbench bench) {
    bench.count(dy);
    ColumnSums sums = ColumnSums.of(bench.map(dy));
    return sums.sum(bench.address(dy), bench.address(dbias), scratch, bench);
  }
}
