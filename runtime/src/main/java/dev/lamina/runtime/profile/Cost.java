package dev.lamina.runtime.profile;

import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Tensor;
import java.util.stream.Stream;

/**
 * What an op cannot do without, whoever computes it.
 *
 * @param flops multiplications and additions of convolutions and linear layers, without tricks; of
 *     all other ops 0, for moving their data takes longer than computing
 * @param bytes every input read once and every output written once
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
        Stream.concat(binding.inputs().stream(), binding.outputs().stream())
            .mapToLong(tensor -> device.bytes(tensor.space(), tensor.elements()))
            .sum();
    return new Cost(flops(binding), bytes);
  }

  private static long flops(Binding binding) {
    Op op = binding.op();
    if (op instanceof Conv2d || op instanceof FusedConv2d || op instanceof Linear) {
      return flops(binding.output(0), binding.input(1));
    }
    if (op instanceof Conv2dInputGrad || op instanceof LinearInputGrad) {
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
