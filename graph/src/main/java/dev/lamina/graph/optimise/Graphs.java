package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What rewrites share. */
final class Graphs {

  private Graphs() {}

  /** How often each value is read. */
  static Map<Value, Integer> readers(List<Node> nodes) {
    Map<Value, Integer> readers = new HashMap<>();
    for (Node node : nodes) {
      node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
    }
    return readers;
  }

  /** The first id that no value has. */
  static int freeId(List<Node> nodes) {
    return nodes.stream()
            .flatMap(node -> Stream.concat(node.inputs().stream(), node.outputs().stream()))
            .mapToInt(Value::id)
            .max()
            .orElse(0)
        + 1;
  }

  /** The same network with other nodes. */
  static ShapedGraph withNodes(ShapedGraph graph, List<Node> nodes, Value logits) {
    return withNodes(graph, nodes, logits, graph.joined());
  }

  /** The same network with other nodes, and with other parameters joined for them. */
  static ShapedGraph withNodes(
      ShapedGraph graph, List<Node> nodes, Value logits, Map<String, List<String>> joined) {
    return new ShapedGraph(
        graph.name(),
        graph.input(),
        graph.classes(),
        nodes,
        logits,
        graph.parameters(),
        graph.states(),
        joined,
        graph.random(),
        graph.origin());
  }

  /** The same node with other inputs in the place of some. */
  static Node reading(Node node, Map<Value, Value> substitutes) {
    List<Value> inputs = node.inputs().stream().map(v -> substitutes.getOrDefault(v, v)).toList();
    return new Node(node.name(), node.op(), inputs, node.outputs(), node.site());
  }

  /** The same network without some nodes, whose readers read their first input instead. */
  static ShapedGraph without(ShapedGraph graph, Predicate<Node> dropped) {
    Map<Value, Value> substitutes = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      Node reading = reading(node, substitutes);
      if (dropped.test(node)) {
        substitutes.put(node.output(), reading.input(0));
      } else {
        nodes.add(reading);
      }
    }
    Value logits = substitutes.getOrDefault(graph.logits(), graph.logits());
    return withNodes(graph, nodes, logits);
  }
}
