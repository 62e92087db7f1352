package dev.lamina.graph.cost;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Linear;
import java.util.List;

/**
 * The usual measure of a forward pass: multiplications that are followed by an addition, in
 * convolutions and linear layers. Everything else, biases included, counts nothing.
 */
public final class MultiplyAdds {

  private MultiplyAdds() {}

  /**
   * Of one node, per example: each weight is used once for each pixel that comes out, {@code H' W'
   * filters (C / groups) kernel²} for a convolution, {@code units features} for a linear layer.
   */
  public static long of(Node node) {
    if (node.op() instanceof Conv2d || node.op() instanceof Linear) {
      return Math.multiplyExact(
          (long) node.output().shape().pixels(), node.input(1).shape().elements());
    }
    return 0;
  }

  /** Of several nodes together, per example. */
  public static long of(List<Node> nodes) {
    return nodes.stream().mapToLong(MultiplyAdds::of).sum();
  }
}
