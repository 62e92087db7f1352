package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.graph.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Multiplies a normalisation with running averages into the weights of the convolution before it,
 * where nobody else reads that convolution's output: one pass over each such map less. The weights
 * are computed when parameters or running averages have changed, not with every batch.
 */
final class FoldNorms {

  static final String NAME = "fold-norm";

  private final InferenceGraph graph;
  private final Map<Value, Integer> readers;
  private final Map<Value, Integer> producers = new HashMap<>();
  private final List<Node> folds = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private int nextId;

  private FoldNorms(InferenceGraph graph) {
    this.graph = graph;
    this.readers = Graphs.readers(graph.nodes());
    this.nextId = Graphs.freeId(graph.nodes());
  }

  /** The same inference graph with norms folded into layers. */
  static InferenceGraph apply(InferenceGraph graph) {
    return new FoldNorms(graph).run();
  }

  private InferenceGraph run() {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof BatchNormInference norm && isFoldable(node)) {
        fold(norm, node, producers.get(node.input(0)));
      } else {
        add(node);
      }
    }
    return new InferenceGraph(graph.model(), folds, nodes, graph.logits());
  }

  private void add(Node node) {
    producers.put(node.output(), nodes.size());
    nodes.add(node);
  }

  private boolean isFoldable(Node node) {
    Value x = node.input(0);
    return producers.containsKey(x)
        && readers.get(x) == 1
        && nodes.get(producers.get(x)).op() instanceof Conv2d;
  }

  private void fold(BatchNormInference norm, Node node, int place) {
    Node conv = nodes.get(place);
    Value weight = folded(conv.name() + ".foldedWeight", conv.input(1));
    Value bias = folded(conv.name() + ".foldedBias", node.input(1));
    folds.add(foldNode(norm, node, conv, List.of(weight, bias)));
    Value y = norm.relu() ? conv.output() : node.output();
    List<Value> inputs = List.of(conv.input(0), weight, bias);
    Conv2d biased = ((Conv2d) conv.op()).withBias(true);
    nodes.set(place, new Node(conv.name(), biased, inputs, List.of(y), conv.site()));
    producers.put(y, place);
    if (norm.relu()) {
      Op relu = new Activation(ActivationFunction.RELU);
      add(new Node(node.name() + ".relu", relu, List.of(y), node.outputs(), node.site()));
    }
  }

  private static Node foldNode(BatchNormInference norm, Node node, Node conv, List<Value> outputs) {
    List<Value> inputs = new ArrayList<>(conv.inputs().subList(1, conv.inputs().size()));
    FoldNorm op = new FoldNorm(norm.epsilon(), ((Conv2d) conv.op()).bias());
    inputs.addAll(node.inputs().subList(1, node.inputs().size()));
    return new Node(node.name(), op, inputs, outputs, conv.site());
  }

  private Value folded(String name, Value like) {
    return new Value(nextId++, name, Space.FOLDED, like.shape());
  }
}
