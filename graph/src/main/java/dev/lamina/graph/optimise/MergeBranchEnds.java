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
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    ShapedGraph result = graph;
    Optional<Branches> found = find(result);
    while (found.isPresent()) {
      result = merge(result, found.get());
      found = find(result);
    }
    return result;
  }

  /** A concatenation and the last node of each of its branches. */
  private record Branches(Node concat, List<Node> ends) {

    Op op() {
      return ends.get(0).op();
    }
  }

  private static Optional<Branches> find(ShapedGraph graph) {
    Map<Value, Integer> readers = Graphs.readers(graph.nodes());
    Map<Value, Node> producers = new HashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Concat && node.inputs().stream().allMatch(producers::containsKey)) {
        List<Node> ends = node.inputs().stream().map(producers::get).toList();
        if (alike(ends) && node.inputs().stream().allMatch(value -> readers.get(value) == 1)) {
          return Optional.of(new Branches(node, ends));
        }
      }
      node.outputs().forEach(value -> producers.put(value, node));
    }
    return Optional.empty();
  }

  private static boolean alike(List<Node> ends) {
    Op first = ends.get(0).op();
    return (first instanceof Activation || first instanceof BatchNorm)
        && ends.stream().allMatch(node -> node.op().equals(first));
  }

  private static ShapedGraph merge(ShapedGraph graph, Branches branches) {
    Merger merger = new Merger(graph);
    Node concat = branches.concat();
    Node joined =
        new Node(
            concat.name(),
            concat.op(),
            branches.ends().stream().map(end -> end.input(0)).toList(),
            concat.outputs(),
            concat.site());
    Node end = end(branches, merger);
    return merger.replace(
        concat, List.of(joined, end), branches.ends(), Map.of(concat.output(), end.output()));
  }

  /** What all branches ended in, over all their channels. */
  private static Node end(Branches branches, Merger merger) {
    Node concat = branches.concat();
    String kind = branches.op() instanceof BatchNorm ? "Norm" : "Activation";
    String name = merger.free(concat.name() + kind);
    List<Value> inputs = new ArrayList<>(List.of(concat.output()));
    for (int i = 1; i < branches.ends().get(0).inputs().size(); i++) {
      int input = i;
      inputs.add(merger.join(name, branches.ends().stream().map(e -> e.input(input)).toList()));
    }
    Value output = merger.map(name, concat.output().shape());
    return new Node(name, branches.op(), inputs, List.of(output), concat.site());
  }
}
