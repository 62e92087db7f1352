package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.cudnn.cuda.MapShape;
import dev.lamina.cudnn.cuda.SpatialNorm;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Batch normalisation. cuDNN takes norms without a ReLU; the fused ones, those in place, and those
 * that begin a chain are kernels of our own. All keep the same statistics, mean and inverse root of
 * the variance, so that forward and backward need not be of one kind. The mask of a fused ReLU
 * holds 1 where its output is positive, else 0.
 */
final class BatchNormKernels {
  private static final String CUDNN = "cudnn:spatial";

  private BatchNormKernels() {}

  static Kernel training(BatchNorm op, Binding binding, Workbench bench) {
    return op.relu() ? rectified(op, binding, bench) : plain(op, binding, bench);
  }

  private static Kernel plain(BatchNorm op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    SpatialNorm norm = new SpatialNorm(bench.dnn(), bench.map(x), op.epsilon());
    SpatialNorm.Statistics statistics =
        new SpatialNorm.Statistics(
            bench.address(binding.input(1)),
            bench.address(binding.input(2)),
            bench.address(binding.input(3)),
            bench.address(binding.input(4)),
            bench.address(binding.output(1)),
            bench.address(binding.output(2)));
    Address from = bench.address(x);
    Address to = bench.address(binding.output(0));
    return new GpuKernel(CUDNN, List.of(() -> norm.forward(from, to, statistics, op.momentum())));
  }

  private static Kernel rectified(BatchNorm op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    int n = bench.count(x);
    Arguments arguments =
        new Arguments()
            .address(bench.address(binding.output(0)))
            .address(bench.address(binding.output(3)))
            .address(bench.address(x))
            .address(bench.address(binding.input(1)))
            .address(bench.address(binding.input(2)))
            .address(bench.address(binding.output(1)))
            .address(bench.address(binding.output(2)))
            .integer(n)
            .integer(bench.map(x).channels());
    List<Runnable> launches = new ArrayList<>(statistics(op, binding, bench));
    launches.add(bench.elementwise("normaliseRectified", n, arguments));
    return GpuKernel.own(launches);
  }

  /** The launches that find the batch's statistics and move the running averages. */
  static List<Runnable> statistics(BatchNorm op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    bench.count(x);
    ColumnSums sums = ColumnSums.of(bench.map(x));
    Address partials = bench.scratch().floats(3L * sums.partials());
    Arguments first =
        new Arguments()
            .address(partials)
            .address(bench.address(x))
            .integer(sums.rows())
            .integer(sums.channels())
            .integer(sums.width())
            .integer(sums.chunkRows());
    Arguments second =
        new Arguments()
            .address(bench.address(binding.output(1)))
            .address(bench.address(binding.output(2)))
            .address(bench.address(binding.input(3)))
            .address(bench.address(binding.input(4)))
            .address(partials)
            .integer(sums.chunks())
            .integer(sums.channels())
            .integer(sums.width())
            .real(op.epsilon())
            .real(op.momentum());
    return List.of(
        bench.launch("normPartials", sums.blocks(), first),
        bench.launch("normStatistics", sums.tiles(), second));
  }

  static Kernel recompute(BatchNormRecompute op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    int n = bench.count(x);
    Arguments arguments = new Arguments().address(bench.address(binding.output(0)));
    binding.inputs().forEach(input -> arguments.address(bench.address(input)));
    arguments.integer(n).integer(bench.map(x).channels()).integer(op.norm().relu() ? 1 : 0);
    return GpuKernel.own(bench.elementwise("normaliseAgain", n, arguments));
  }

  static Kernel inference(BatchNormInference op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    int n = bench.count(x);
    Arguments arguments = new Arguments().address(bench.address(binding.output(0)));
    binding.inputs().forEach(input -> arguments.address(bench.address(input)));
    arguments
        .integer(n)
        .integer(x.shape().channels())
        .real(op.epsilon())
        .integer(op.relu() ? 1 : 0);
    return GpuKernel.own(bench.elementwise("normInference", n, arguments));
  }

  /** The first filter's weights, then the second's; each bias by whoever has its first weight. */
  static Kernel fold(FoldNorm op, Binding binding, Workbench bench) {
    Tensor weight = binding.input(0);
    int n = bench.count(weight);
    Arguments arguments = new Arguments();
    binding.outputs().forEach(output -> arguments.address(bench.address(output)));
    arguments
        .address(bench.address(weight))
        .address(op.bias() ? bench.address(binding.input(1)) : Address.none());
    binding.inputs().stream()
        .skip(op.bias() ? 2 : 1)
        .forEach(input -> arguments.address(bench.address(input)));
    arguments.integer(n).integer(n / weight.shape().dim(0)).real(op.epsilon());
    return GpuKernel.own(bench.elementwise("foldNorm", n, arguments));
  }

  static Kernel backward(BatchNormGrad op, Binding binding, Workbench bench) {
    boolean inPlace = binding.output(0).sameMemory(binding.input(1));
    return op.norm().relu() || inPlace
        ? ownBackward(op, binding, bench)
        : plainBackward(op, binding, bench);
  }

  private static Kernel plainBackward(BatchNormGrad op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    SpatialNorm norm = new SpatialNorm(bench.dnn(), bench.map(x), op.norm().epsilon());
    SpatialNorm.Gradients gradients =
        new SpatialNorm.Gradients(
            bench.address(binding.input(2)),
            bench.address(binding.input(4)),
            bench.address(binding.input(5)),
            bench.address(binding.output(1)),
            bench.address(binding.output(2)));
    Address from = bench.address(x);
    Address dy = bench.address(binding.input(1));
    Address dx = bench.address(binding.output(0));
    return new GpuKernel(CUDNN, List.of(() -> norm.backward(from, dy, dx, gradients)));
  }

  private static Kernel ownBackward(BatchNormGrad op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    int n = bench.count(x);
    MapShape map = bench.map(x);
    Arguments arguments =
        new Arguments()
            .address(bench.address(binding.output(0)))
            .address(bench.address(x))
            .address(bench.address(binding.input(1)))
            .address(mask(op, binding, bench))
            .address(bench.address(binding.input(2)))
            .address(bench.address(binding.input(4)))
            .address(bench.address(binding.input(5)))
            .address(bench.address(binding.output(1)))
            .address(bench.address(binding.output(2)))
            .integer(n)
            .integer(map.channels())
            .integer(map.rows());
    List<Runnable> launches = new ArrayList<>(gradientSums(op, binding, bench));
    launches.add(bench.elementwise("normInputGrad", n, arguments));
    return GpuKernel.own(launches);
  }

  private static Address mask(BatchNormGrad op, Binding binding, Workbench bench) {
    return op.norm().relu() ? bench.address(binding.input(6)) : Address.none();
  }

  /** The launches that find the gradients of scale and shift. */
  static List<Runnable> gradientSums(BatchNormGrad op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    bench.count(x);
    ColumnSums sums = ColumnSums.of(bench.map(x));
    Address partials = bench.scratch().floats(2L * sums.partials());
    Arguments arguments =
        new Arguments()
            .address(partials)
            .address(bench.address(x))
            .address(bench.address(binding.input(1)))
            .address(mask(op, binding, bench))
            .address(bench.address(binding.input(4)))
            .address(bench.address(binding.input(5)))
            .integer(sums.rows())
            .integer(sums.channels())
            .integer(sums.width())
            .integer(sums.chunkRows());
    return List.of(
        bench.launch("normGradPartials", sums.blocks(), arguments),
        sums.total(bench.address(binding.output(2)), partials, 2, 0, bench),
        sums.total(bench.address(binding.output(1)), partials, 2, 1, bench));
  }
}
