package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;

/**
 * Softmax cross-entropy, its gradient and the number of hits. A label that is no class cannot end
 * the run from the GPU: it makes the loss not a number.
 */
final class LossKernels {

  private LossKernels() {}

  static Kernel forward(SoftmaxCrossEntropy op, Binding binding, Workbench bench) {
    Tensor logits = binding.input(0);
    int batch = logits.batch();
    bench.count(logits);
    Scratch scratch = bench.scratch();
    Address losses = scratch.floats(batch);
    Address hits = scratch.floats(batch);
    Arguments examples =
        new Arguments()
            .address(losses)
            .address(hits)
            .address(bench.address(binding.output(1)))
            .address(bench.address(logits))
            .address(bench.address(binding.input(1)))
            .integer(batch)
            .integer(logits.shape().channels())
            .real(op.labelSmoothing());
    Arguments totals =
        new Arguments()
            .address(bench.address(binding.output(0)))
            .address(losses)
            .address(hits)
            .integer(batch);
    return GpuKernel.own(
        bench.elementwise("lossOfExamples", batch, examples),
        bench.launch("lossTotals", 1, totals));
  }
}
