package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.graph.kernel.KernelText;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.DropoutDraw;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.LeadBinding;
import java.util.ArrayList;
import java.util.List;

/**
 * Chains of elementwise ops: one launch of the kernel that the compiler wrote for each, after those
 * that find the statistics of a norm at its beginning.
 */
final class FusedKernels {

  private FusedKernels() {}

  static Kernel forward(Fused op, Binding binding, Workbench bench) {
    Arguments arguments = new Arguments();
    binding.outputs().stream()
        .limit(op.outputs().size())
        .map(bench::address)
        .forEach(arguments::address);
    KernelText.inputs(op).forEach(input -> arguments.address(bench.address(binding.input(input))));
    List<Runnable> calls = new ArrayList<>();
    if (op.lead().isPresent()) {
      Binding norm = LeadBinding.of(op, binding);
      calls.addAll(statistics(norm, bench));
      of(norm, bench, arguments);
    }
    channels(op, binding, bench, arguments);
    op.steps().forEach(step -> constants(step, arguments));
    int n = bench.count(binding.output(0));
    calls.add(bench.fused(op, n, arguments.integer(n)));
    return GpuKernel.own(calls);
  }

  private static List<Runnable> statistics(Binding norm, Workbench bench) {
    if (norm.op() instanceof BatchNorm training) {
      return BatchNormKernels.statistics(training, norm, bench);
    }
    return norm.op() instanceof BatchNormGrad gradient
        ? BatchNormKernels.gradientSums(gradient, norm, bench)
        : List.of();
  }

  /** What the chain's kernel takes of a norm besides inputs. */
  private static void of(Binding norm, Workbench bench, Arguments arguments) {
    norm.outputs().stream().skip(1).map(bench::address).forEach(arguments::address);
    if (norm.op() instanceof BatchNormGrad) {
      arguments.integer(bench.map(norm.input(0)).rows());
    } else if (norm.op() instanceof BatchNormInference inference) {
      arguments.real(inference.epsilon());
    }
  }

  private static void channels(Fused op, Binding binding, Workbench bench, Arguments arguments) {
    for (int input : KernelText.otherWidths(op)) {
      bench.count(binding.input(input));
      arguments.integer(bench.map(binding.input(input)).channels());
    }
    if (KernelText.countsChannels(op)) {
      arguments.integer(bench.map(binding.output(0)).channels());
    }
  }

  /** In the order of {@link KernelText}'s parameters. */
  private static void constants(FusedStep step, Arguments arguments) {
    if (step instanceof FusedStep.Draw draw) {
      arguments.integer(draw.stream()).integer(DropoutDraw.threshold(draw.rate()));
    } else if (step instanceof FusedStep.Drop drop) {
      arguments.real(drop.scale());
    } else if (step instanceof FusedStep.Slice slice) {
      arguments.integer(slice.first());
    }
  }
}
