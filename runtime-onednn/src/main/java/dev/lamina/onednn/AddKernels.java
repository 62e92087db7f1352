package dev.lamina.onednn;

import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.Attributes;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PrimitiveBuilder;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;

/**
 * Sums of tensors: one binary primitive, with the third and later terms and the activation as its
 * post-operations, so that every term is read once. oneDNN's own sum of many is half as fast.
 */
final class AddKernels {

  private AddKernels() {}

  static Kernel forward(Add op, Binding binding, Workbench bench) {
    MemoryDesc flat = bench.flat(binding.output(0));
    PrimitiveBuilder builder =
        bench
            .elementwise()
            .add(flat, flat, flat, postOperations(op, flat, bench))
            .bind()
            .with(Argument.SOURCE, bench.memory(flat, binding.input(0)))
            .with(Argument.SECOND_SOURCE, bench.memory(flat, binding.input(1)))
            .with(Argument.DESTINATION, bench.memory(flat, binding.output(0)));
    for (int term = 2; term < op.terms(); term++) {
      builder.withPostOperation(term - 2, bench.memory(flat, binding.input(term)));
    }
    return new PrimitiveKernel(builder.build());
  }

  private static Attributes postOperations(Add op, MemoryDesc flat, Workbench bench) {
    Attributes attributes = bench.attributes();
    for (int term = 2; term < op.terms(); term++) {
      attributes.add(flat);
    }
    if (op.function() != ActivationFunction.IDENTITY) {
      attributes.eltwise(Functions.of(op.function()));
    }
    return attributes;
  }
}
