package dev.lamina.onednn;

import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.EltwiseFunction;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/** Activation functions: one eltwise primitive over all elements in memory order. */
final class ActivationKernels {

  private ActivationKernels() {}

  static Kernel forward(Activation op, Binding binding, Workbench bench) {
    MemoryDesc flat = bench.flat(binding.input(0));
    return new PrimitiveKernel(
        bench
            .elementwise()
            .activation(Functions.of(op.function()), flat, flat)
            .bind()
            .with(Argument.SOURCE, bench.memory(flat, binding.input(0)))
            .with(Argument.DESTINATION, bench.memory(flat, binding.output(0)))
            .build());
  }

  static Kernel backward(ActivationGrad op, Binding binding, Workbench bench) {
    EltwiseFunction function = Functions.of(op.function());
    Argument saved = function.fromOutput() ? Argument.DESTINATION : Argument.SOURCE;
    MemoryDesc flat = bench.flat(binding.input(0));
    return new PrimitiveKernel(
        bench
            .elementwise()
            .activationBackward(function, flat, flat, flat)
            .bind()
            .with(saved, bench.memory(flat, binding.input(0)))
            .with(Argument.DESTINATION_GRADIENT, bench.memory(flat, binding.input(1)))
            .with(Argument.SOURCE_GRADIENT, bench.memory(flat, binding.output(0)))
            .build());
  }
}
