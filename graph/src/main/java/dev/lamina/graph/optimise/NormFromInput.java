package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A 1x1 convolution with many more filters than channels, as the last one of a bottleneck is, and
 * the norm behind it become one op, and so do their gradients: what the norm needs to know of the
 * wide map can be told from the narrow one ({@link NormedConv2d}). So the wide map before the norm
 * is not kept, and a device need not even make it.
 */
final class NormFromInput {

  static final String NAME = "norm-from-input";

  /** Filters for each channel that are many. */
  private static final int MANY = 4;

  /** Channels of which all pairs are still little beside the map: with more it was not measured. */
  private static final int MOST_CHANNELS = 128;

  private final TrainingGraph graph;
  private final Links links;
  private final Map<Node, List<Node>> substitutes = new HashMap<>();
  private int free;

  private NormFromInput(TrainingGraph graph) {
    this.graph = graph;
    this.links = new Links(graph.order());
    this.free = Graphs.freeId(graph.order());
  }

  /** The same training graph with such pairs as one node each. */
  static TrainingGraph apply(TrainingGraph graph) {
    return new NormFromInput(graph).run();
  }

  private TrainingGraph run() {
    for (Node node : graph.forward()) {
      if (node.op() instanceof Conv2d conv && isWidening(conv, node)) {
        pair(node).ifPresent(this::substitute);
      }
    }
    return graph
        .withForward(substituted(graph.forward()))
        .withBackward(substituted(graph.backward()));
  }

  private static boolean isWidening(Conv2d conv, Node node) {
    return conv.isPerPixel()
        && !conv.bias()
        && node.input(0).shape().channels() <= MOST_CHANNELS
        && conv.filters() >= MANY * node.input(0).shape().channels();
  }

  /** A convolution, the norm that reads it, and their gradients. */
  private record Pair(Node conv, Node norm, Node normGrad, Node weightGrad, Node inputGrad) {}

  /** All of them, if nobody else reads what lies between. */
  private Optional<Pair> pair(Node conv) {
    Value z = conv.output();
    Optional<Node> norm = links.reader(z, BatchNorm.class).filter(NormFromInput::hasNoRelu);
    Optional<Node> normGrad = links.reader(z, BatchNormGrad.class);
    if (norm.isEmpty() || normGrad.isEmpty() || links.readers(z).size() != 2) {
      return Optional.empty();
    }
    Value dz = normGrad.get().output();
    Optional<Node> weightGrad = links.reader(dz, Conv2dWeightGrad.class);
    Optional<Node> inputGrad = links.reader(dz, Conv2dInputGrad.class);
    return weightGrad.isEmpty() || inputGrad.isEmpty() || links.readers(dz).size() != 2
        ? Optional.empty()
        : Optional.of(
            new Pair(conv, norm.get(), normGrad.get(), weightGrad.get(), inputGrad.get()));
  }

  private static boolean hasNoRelu(Node node) {
    return !((BatchNorm) node.op()).relu();
  }

  private void substitute(Pair pair) {
    Node conv = pair.conv();
    NormedConv2d op = new NormedConv2d((Conv2d) conv.op(), (BatchNorm) pair.norm().op());
    Value x = conv.input(0);
    Shape numbers = Shape.of(NormedConv2d.moments(x.shape().channels()));
    Value moments = new Value(free++, x.name() + ".moments", Space.STATISTIC, numbers);
    List<Value> inputs = new ArrayList<>(conv.inputs());
    inputs.addAll(pair.norm().inputs().subList(1, 5));
    List<Value> outputs = new ArrayList<>(pair.norm().outputs());
    outputs.addAll(List.of(moments, conv.output()));
    substitutes.put(conv, List.of());
    substitutes.put(pair.norm(), List.of(new Node(conv.name(), op, inputs, outputs, conv.site())));
    substitutes.put(pair.normGrad(), List.of(gradient(pair, op, moments)));
    substitutes.put(pair.weightGrad(), List.of());
    substitutes.put(pair.inputGrad(), List.of());
  }

  private Node gradient(Pair pair, NormedConv2d op, Value moments) {
    Node normGrad = pair.normGrad();
    Value dz = normGrad.output();
    Value again = new Value(free++, dz.name() + ".again", dz.space(), dz.shape());
    List<Value> inputs = new ArrayList<>(List.of(pair.conv().input(0), normGrad.input(1)));
    inputs.add(pair.conv().input(1));
    inputs.addAll(normGrad.inputs().subList(2, 6));
    inputs.add(moments);
    List<Value> outputs =
        new ArrayList<>(List.of(pair.inputGrad().output(), pair.weightGrad().output()));
    outputs.addAll(normGrad.outputs().subList(1, 3));
    outputs.addAll(List.of(again, dz));
    return new Node(
        pair.conv().name() + ".grad", new NormedConv2dGrad(op), inputs, outputs, normGrad.site());
  }

  private List<Node> substituted(List<Node> nodes) {
    return nodes.stream()
        .flatMap(node -> substitutes.getOrDefault(node, List.of(node)).stream())
        .toList();
  }
}
