package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BackwardOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Puts into the backward pass what computes maps of the forward pass again. */
final class Recomputation {

  /** How a node of the forward pass computes its first output again. */
  record Again(BackwardOp op, List<Value> inputs) {}

  private final TrainingGraph graph;
  private final Map<Value, Node> nodes;
  private final Function<Node, Again> how;

  private Recomputation(TrainingGraph graph, Map<Value, Node> nodes, Function<Node, Again> how) {
    this.graph = graph;
    this.nodes = nodes;
    this.how = how;
  }

  /**
   * The same training graph with nodes of the forward pass computed again before the first node of
   * the backward pass that reads the output of each; all of the backward pass reads that result.
   *
   * @param nodes by their outputs; none reads what another writes
   */
  static TrainingGraph of(TrainingGraph graph, Map<Value, Node> nodes, Function<Node, Again> how) {
    return nodes.isEmpty() ? graph : new Recomputation(graph, nodes, how).run();
  }

  private TrainingGraph run() {
    List<Node> backward = new ArrayList<>();
    Map<Value, Value> recomputed = new HashMap<>();
    int free = Graphs.freeId(graph.order());
    for (Node node : graph.backward()) {
      for (Value input : node.inputs()) {
        if (nodes.containsKey(input) && !recomputed.containsKey(input)) {
          Node again = again(nodes.get(input), free + recomputed.size(), node);
          backward.add(again);
          recomputed.put(input, again.output());
        }
      }
      backward.add(Graphs.reading(node, recomputed));
    }
    return graph.withBackward(backward);
  }

  /** The node again, in the block of its reader, which would otherwise run in two turns. */
  private Node again(Node node, int id, Node reader) {
    Value y = node.output();
    Value result = new Value(id, y.name() + ".recomputed", Space.ACTIVATION, y.shape());
    Again again = how.apply(node);
    return new Node(
        node.name() + ".recompute", again.op(), again.inputs(), List.of(result), reader.site());
  }
}
