package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where all branches of a concatenation end in the same activation or the same normalisation,
 * concatenates first and has one of them, over all channels: exactly the same for each channel, in
 * one kernel, and on a number of channels for which vector code is likelier to exist. The norm's
 * parameters and running averages are the branches' own, joined.
 */
final class MergeBranchEnds implements Rewrite {

  @Override
  public String name() {
    return "merge-branch-ends";
  }

  @Override
  public ShapedGraph apply(ShapedGraph graph) {
    return new Pass(graph).run();
  }

  /** One walk over the graph; ops of forward graphs have one output. */
  private static final class Pass {

    private final ShapedGraph graph;
    private final Merger merger;
    private final Map<Value, Integer> readers;
    private final Map<Value, Value> substitutes = new HashMap<>();

    /** The new graph as it grows, in order. */
    private final Map<Value, Node> producers = new LinkedHashMap<>();

    Pass(ShapedGraph graph) {
      this.graph = graph;
      this.merger = new Merger(graph);
      this.readers = Graphs.readers(graph.nodes());
    }

    ShapedGraph run() {
      for (Node node : graph.nodes()) {
        add(Graphs.reading(node, substitutes));
      }
      Value logits = substitutes.getOrDefault(graph.logits(), graph.logits());
      return merger.withNodes(List.copyOf(producers.values()), logits);
    }

    private void add(Node node) {
      if (node.op() instanceof Concat && endsAlike(node)) {
        merge(node);
      } else {
        producers.put(node.output(), node);
      }
    }

    private boolean endsAlike(Node concat) {
      List<Value> inputs = concat.inputs();
      if (!inputs.stream().allMatch(v -> producers.containsKey(v) && readers.get(v) == 1)) {
        return false;
      }
      Op op = producers.get(inputs.get(0)).op();
      return (op instanceof Activation || op instanceof BatchNorm)
          && inputs.stream().allMatch(value -> producers.get(value).op().equals(op));
    }

    private void merge(Node concat) {
      List<Node> ends = concat.inputs().stream().map(producers::remove).toList();
      List<Value> parts = ends.stream().map(end -> end.input(0)).toList();
      Value whole = concat.output();
      // Below an activation, there may be norms.
      add(new Node(concat.name(), concat.op(), parts, List.of(whole), concat.site()));
      Node end = end(ends, substitutes.getOrDefault(whole, whole), concat);
      producers.put(end.output(), end);
      readers.put(end.output(), readers.get(whole));
      substitutes.put(whole, end.output());
    }

    /** What all branches ended in, over all their channels. */
    private Node end(List<Node> ends, Value whole, Node concat) {
      Op op = ends.get(0).op();
      String name = merger.free(concat.name() + (op instanceof BatchNorm ? "Norm" : "Activation"));
      List<Value> inputs = new ArrayList<>(List.of(whole));
      for (int i = 1; i < ends.get(0).inputs().size(); i++) {
        int input = i;
        inputs.add(merger.join(name, ends.stream().map(end -> end.input(input)).toList()));
      }
      Value output = merger.map(name, whole.shape());
      return new Node(name, op, inputs, List.of(output), concat.site());
    }
  }
}
