package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A norm and a 1x1 convolution that together read features, and their gradients.
 *
 * @param norm reads the features
 * @param conv reads what the norm writes, which nobody else does
 * @param weightGrad of the convolution
 * @param inputGrad of the convolution
 * @param normGrad of the norm, which writes the features' gradient
 */
record DenseLayer(Node norm, Node conv, Node weightGrad, Node inputGrad, Node normGrad) {

  /** What reads these features in this way, if anything does. */
  static Optional<DenseLayer> of(Value features, Links links) {
    return links
        .reader(features, BatchNorm.class)
        .filter(norm -> norm.input(0).equals(features) && ((BatchNorm) norm.op()).relu())
        .flatMap(norm -> behind(norm, links));
  }

  private static Optional<DenseLayer> behind(Node norm, Links links) {
    Value y = norm.output();
    Optional<Node> conv = links.reader(y, Conv2d.class).filter(node -> isPointwise(node, y));
    Optional<Node> weightGrad = links.reader(y, Conv2dWeightGrad.class);
    Optional<Node> normGrad = links.reader(norm.input(0), BatchNormGrad.class);
    Optional<Node> inputGrad =
        normGrad
            .flatMap(node -> links.producer(node.input(1)))
            .filter(node -> node.op() instanceof Conv2dInputGrad);
    if (conv.isEmpty() || weightGrad.isEmpty() || inputGrad.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
            new DenseLayer(norm, conv.get(), weightGrad.get(), inputGrad.get(), normGrad.get()))
        .filter(layer -> layer.isWhole(links));
  }

  private static boolean isPointwise(Node node, Value y) {
    Conv2d conv = (Conv2d) node.op();
    return node.input(0).equals(y) && conv.isPerPixel() && !conv.bias();
  }

  /** Whether nothing in between is read by others. */
  private boolean isWhole(Links links) {
    return links.isReadBy(norm.output(), conv, weightGrad)
        && links.isReadBy(inputGrad.output(), normGrad)
        && inputGrad.input(0).equals(weightGrad.input(1))
        && inputGrad.input(1).equals(conv.input(1));
  }

  /** The gradient of the features, as far as it comes through this layer. */
  Value gradient() {
    return normGrad.output();
  }

  /** The batch's mean and second statistic of the features. */
  List<Value> statistics() {
    return norm.outputs().subList(1, 3);
  }

  /**
   * Both as one op on the parts of the features.
   *
   * @param known of how many of the last ones statistics are given
   * @param statistics these, if there are any
   * @param whole space for all of them
   */
  Node joined(List<Value> parts, int known, List<Value> statistics, Value whole) {
    List<Value> inputs = new ArrayList<>(parts);
    inputs.addAll(norm.inputs().subList(1, norm.inputs().size()));
    inputs.add(conv.input(1));
    inputs.addAll(statistics);
    List<Value> outputs = new ArrayList<>(List.of(conv.output()));
    outputs.addAll(norm.outputs());
    outputs.add(whole);
    JoinedConv2d op =
        new JoinedConv2d(parts.size(), known, (BatchNorm) norm.op(), (Conv2d) conv.op());
    return new Node(conv.name(), op, inputs, outputs, conv.site());
  }

  /**
   * The gradients as one op on the parts of the features.
   *
   * @param joined the op whose gradient it is
   * @param others the gradients of the parts that come from elsewhere, if any do
   * @param gradients of the parts
   * @param whole space for all of them
   */
  Node joinedGrad(Node joined, List<Value> others, List<Value> gradients, Value whole) {
    JoinedConv2d op = (JoinedConv2d) joined.op();
    List<Value> inputs = new ArrayList<>(joined.inputs().subList(0, op.parts()));
    inputs.add(norm.output());
    inputs.add(inputGrad.input(0));
    inputs.add(conv.input(1));
    inputs.addAll(normGrad.inputs().subList(2, normGrad.inputs().size()));
    inputs.addAll(others);
    List<Value> outputs = new ArrayList<>(gradients);
    outputs.addAll(normGrad.outputs().subList(1, 3));
    outputs.add(weightGrad.output());
    outputs.add(inputGrad.output());
    outputs.add(whole);
    JoinedConv2dGrad grad = new JoinedConv2dGrad(op, !others.isEmpty());
    return new Node(conv.name() + ".grad", grad, inputs, outputs, normGrad.site());
  }
}
