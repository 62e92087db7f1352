package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.AverageWeights;
import dev.lamina.graph.op.ClipGradients;
import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** The optimizers' updates of the whole parameter arena. */
final class OptimizerKernels {
  private static final int FACTORS = 3;
  // A fixed number, so that the order of summation is the same on every GPU.
  private static final int NORM_BLOCKS = 256;

  private OptimizerKernels() {}

  static Kernel sgd(Sgd op, Binding binding, Workbench bench) {
    int n = bench.count(binding.input(0));
    Arguments arguments =
        inputs(binding, 4, bench)
            .integer(n)
            .real(op.momentum())
            .real(op.weightDecay())
            .integer(op.nesterov() ? 1 : 0);
    return GpuKernel.own(bench.elementwise("sgd", n, arguments));
  }

  static Kernel adamW(AdamW op, Binding binding, Workbench bench) {
    int n = bench.count(binding.input(0));
    Address factors = bench.scratch().floats(FACTORS);
    Arguments perStep =
        new Arguments()
            .address(factors)
            .address(bench.address(binding.input(4)))
            .precise(op.beta1())
            .precise(op.beta2())
            .precise(op.weightDecay());
    Arguments perParameter =
        inputs(binding, 4, bench)
            .address(factors)
            .integer(n)
            .real(op.beta1())
            .real(1 - op.beta1())
            .real(op.beta2())
            .real(1 - op.beta2())
            .real(op.epsilon());
    return GpuKernel.own(
        bench.launch("adamWFactors", 1, perStep), bench.elementwise("adamW", n, perParameter));
  }

  private static Arguments inputs(Binding binding, int count, Workbench bench) {
    Arguments arguments = new Arguments();
    for (int i = 0; i < count; i++) {
      arguments.address(bench.address(binding.input(i)));
    }
    return arguments;
  }

  static Kernel clip(ClipGradients op, Binding binding, Workbench bench) {
    int n = bench.count(binding.input(0));
    Address gradients = bench.address(binding.input(0));
    Scratch scratch = bench.scratch();
    Address squares = scratch.bytes((long) NORM_BLOCKS * Double.BYTES);
    Address factor = scratch.floats(1);
    Arguments partial = new Arguments().address(squares).address(gradients).integer(n);
    Arguments total =
        new Arguments()
            .address(factor)
            .address(squares)
            .integer(NORM_BLOCKS)
            .precise(op.maxNorm())
            .precise(ClipGradients.EPSILON);
    Arguments scaled = new Arguments().address(gradients).address(factor).integer(n);
    return GpuKernel.own(
        bench.launch("squareSums", NORM_BLOCKS, partial),
        bench.launch("clipFactor", 1, total),
        bench.elementwise("scaleGradients", n, scaled));
  }

  static Kernel average(AverageWeights op, Binding binding, Workbench bench) {
    int n = bench.count(binding.input(0));
    Arguments arguments =
        inputs(binding, 2, bench).integer(n).real(op.decay()).real(1 - op.decay());
    return GpuKernel.own(bench.elementwise("averageWeights", n, arguments));
  }
}
