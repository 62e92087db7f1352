package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Conv2dWeightGrad;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves out the gradients of biases that are 0: a normalisation subtracts the batch's mean, and
 * with it whatever was added to all values of a channel. So the gradient of its input sums up to 0
 * over each channel (Ioffe and Szegedy 2015, section 3.2), and that sum is the gradient of a bias.
 * Computed, it would be what rounding leaves, for a pass over the map; not computed, it is the 0
 * that its memory was made with.
 */
final class CancelBias {

  static final String NAME = "cancel-bias";

  private CancelBias() {}

  /** The same training graph without these gradients. */
  static TrainingGraph apply(TrainingGraph graph) {
    Set<Value> balanced = new HashSet<>();
    List<Node> backward = new ArrayList<>();
    for (Node node : graph.backward()) {
      if (node.op() instanceof BatchNormGrad) {
        balanced.add(node.output());
      } else if (keepsSums(node) && balanced.containsAll(node.inputs())) {
        balanced.addAll(node.outputs());
      }
      backward.add(isCancelled(node, balanced) ? withoutBias(node) : node);
    }
    return graph.withBackward(backward);
  }

  /** Whether outputs sum up to 0 over each channel where all inputs do. */
  private static boolean keepsSums(Node node) {
    return node.op() instanceof ConcatGrad
        || node.op() instanceof ChannelShuffle
        || (node.op() instanceof Add sum && sum.function() == ActivationFunction.IDENTITY);
  }

  private static boolean isCancelled(Node node, Set<Value> balanced) {
    return node.op() instanceof Conv2dWeightGrad grad
        && grad.conv().bias()
        && balanced.contains(node.input(1));
  }

  private static Node withoutBias(Node node) {
    Conv2dWeightGrad grad = (Conv2dWeightGrad) node.op();
    return new Node(
        node.name(),
        new Conv2dWeightGrad(grad.conv().withBias(false)),
        node.inputs(),
        List.of(node.output()),
        node.site());
  }
}
