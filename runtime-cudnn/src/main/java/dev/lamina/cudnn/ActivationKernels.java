package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;

/** Activation functions, element by element. */
final class ActivationKernels {

  private ActivationKernels() {}

  /** The function's number in {@code activation.cu}. */
  static int number(ActivationFunction function) {
    return switch (function) {
      case IDENTITY -> 0;
      case RELU -> 1;
      case LEAKY_RELU -> 2;
      case TANH -> 3;
      case GELU -> 4;
    };
  }

  static Kernel forward(Activation op, Binding binding, Workbench bench) {
    Tensor y = binding.output(0);
    Arguments arguments =
        new Arguments()
            .address(bench.address(y))
            .address(bench.address(binding.input(0)))
            .integer(bench.count(y))
            .integer(number(op.function()));
    return GpuKernel.own(bench.elementwise("activation", bench.count(y), arguments));
  }

  static Kernel backward(ActivationGrad op, Binding binding, Workbench bench) {
    Tensor dx = binding.output(0);
    Arguments arguments =
        new Arguments()
            .address(bench.address(dx))
            .address(bench.address(binding.input(0)))
            .address(bench.address(binding.input(1)))
            .integer(bench.count(dx))
            .integer(number(op.function()));
    return GpuKernel.own(bench.elementwise("activationGrad", bench.count(dx), arguments));
  }
}
