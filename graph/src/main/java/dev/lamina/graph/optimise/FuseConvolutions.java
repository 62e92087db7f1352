package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a sum of two terms, an activation, or both into the convolution before, where nobody else
 * reads that convolution's output. For inference alone: a gradient may need what is no longer
 * written.
 */
final class FuseConvolutions {

  static final String NAME = "fuse-convolution";

  private final InferenceGraph graph;
  private final Map<Value, Integer> readers;
  private final Map<Value, Integer> producers = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  private FuseConvolutions(InferenceGraph graph) {
    this.graph = graph;
    this.readers = Graphs.readers(graph.nodes());
  }

  /** The same inference graph with fewer nodes. */
  static InferenceGraph apply(InferenceGraph graph) {
    return new FuseConvolutions(graph).run();
  }

  private InferenceGraph run() {
    for (Node node : graph.nodes()) {
      Optional<Value> joined = joined(node);
      if (joined.isPresent()) {
        join(node, joined.get());
      } else {
        producers.put(node.output(), nodes.size());
        nodes.add(node);
      }
    }
    return new InferenceGraph(graph.model(), graph.folds(), nodes, graph.logits());
  }

  /** The input whose convolution a node is taken into, if there is one. */
  private Optional<Value> joined(Node node) {
    if (node.op() instanceof Activation) {
      return Optional.of(node.input(0)).filter(x -> convolution(x).isPresent());
    }
    if (!(node.op() instanceof Add add) || add.terms() != 2) {
      return Optional.empty();
    }
    // The later one: by then the other term is there.
    return node.inputs().stream()
        .max(Comparator.comparingInt(this::place))
        .filter(term -> convolution(term).filter(conv -> !conv.sum()).isPresent());
  }

  /** Where a value is computed; what is there from the beginning is before everything. */
  private int place(Value value) {
    return producers.getOrDefault(value, -1);
  }

  /** The convolution that computes a value, if it can go on with what reads it. */
  private Optional<FusedConv2d> convolution(Value value) {
    if (!producers.containsKey(value) || readers.get(value) > 1) {
      return Optional.empty();
    }
    Op op = nodes.get(producers.get(value)).op();
    if (op instanceof Conv2d conv) {
      return Optional.of(new FusedConv2d(conv, false, ActivationFunction.IDENTITY));
    }
    return op instanceof FusedConv2d fused && fused.function() == ActivationFunction.IDENTITY
        ? Optional.of(fused)
        : Optional.empty();
  }

  private void join(Node node, Value value) {
    int place = producers.get(value);
    Node before = nodes.get(place);
    FusedConv2d conv = convolution(value).orElseThrow();
    List<Value> inputs = new ArrayList<>(before.inputs());
    node.inputs().stream().filter(input -> !input.equals(value)).forEach(inputs::add);
    Op op = joined(conv, node.op());
    nodes.set(place, new Node(before.name(), op, inputs, node.outputs(), before.site()));
    producers.put(node.output(), place);
  }

  private static FusedConv2d joined(FusedConv2d conv, Op op) {
    return op instanceof Add add
        ? new FusedConv2d(conv.conv(), true, add.function())
        : new FusedConv2d(conv.conv(), conv.sum(), ((Activation) op).function());
  }
}
