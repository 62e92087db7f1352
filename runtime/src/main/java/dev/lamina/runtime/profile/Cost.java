package dev.lamina.runtime.profile;

import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Apart;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.NormedBinding;
import dev.lamina.runtime.device.NormedGradBinding;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an op cannot do without, whoever computes it.
 *
 * @param flops multiplications and additions of convolutions and linear layers, without tricks; of
 *     all other ops 0, for moving their data takes longer than computing
 * @param bytes every input read once, as far as it is needed, and every output written once
 */
public record Cost(long flops, long bytes) {
  /** Nothing. */
  public static final Cost NONE = new Cost(0, 0);

  /**
   * The cost of a bound op.
   *
   * @param device decides how many bytes an element takes
   */
  public static Cost of(Binding binding, Device device) {
    long bytes =
        Stream.concat(read(binding).stream(), written(binding).stream())
            .mapToLong(tensor -> device.bytes(tensor.space(), tensor.elements()))
            .sum();
    return new Cost(products(binding).stream().mapToLong(Cost::flops).sum(), bytes);
  }

  /** The convolutions and linear layers that a bound op is, or has in it, and their gradients. */
  public static List<Binding> products(Binding binding) {
    if (binding.op() instanceof NormedConv2d op) {
      return List.of(NormedBinding.of(op, binding).product());
    }
    if (binding.op() instanceof NormedConv2dGrad op) {
      return NormedGradBinding.of(op, binding).products();
    }
    return Apart.of(binding).stream().filter(part -> flops(part) > 0).toList();
  }

  /** What an op has to write: all that it leaves behind. */
  public static List<Tensor> written(Binding binding) {
    return Apart.results(binding);
  }

  /**
   * What an op has to read. Of a map that it reads a few channels of, these alone count, as a map
   * of their own.
   */
  public static List<Tensor> read(Binding binding) {
    if (binding.op() instanceof ConcatGrad) {
      return binding.outputs();
    }
    return binding.op() instanceof Fused chain
        ? Stream.concat(whole(chain, binding), slices(chain, binding)).toList()
        : binding.inputs();
  }

  private static Stream<Tensor> whole(Fused chain, Binding binding) {
    return IntStream.range(0, chain.inputs())
        .filter(input -> chain.kind(input) != Fused.Kind.WIDE)
        .mapToObj(binding::input);
  }

  private static Stream<Tensor> slices(Fused chain, Binding binding) {
    return chain.steps().stream()
        .filter(FusedStep.Slice.class::isInstance)
        .distinct()
        .map(slice -> binding.output(0));
  }

  private static long flops(Binding binding) {
    Op op = binding.op();
    if (op instanceof Conv2d || op instanceof FusedConv2d || op instanceof Linear) {
      return flops(binding.output(0), binding.input(1));
    }
    if (op instanceof Conv2dInputGrad
        || op instanceof Conv2dInputGradSum
        || op instanceof LinearInputGrad) {
      return flops(binding.input(0), binding.input(1));
    }
    if (op instanceof Conv2dWeightGrad || op instanceof LinearWeightGrad) {
      return flops(binding.input(1), binding.output(0));
    }
    return 0;
  }

  /** Each element of the output, or of its gradient, goes with the weights of one filter. */
  private static long flops(Tensor y, Tensor weight) {
    return 2 * y.elements() * (weight.elements() / y.shape().channels());
  }

  /** Both. */
  public Cost plus(Cost other) {
    return new Cost(flops + other.flops, bytes + other.bytes);
  }
}
