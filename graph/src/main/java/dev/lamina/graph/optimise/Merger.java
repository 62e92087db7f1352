package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Joined;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes what a merged graph has beyond the one that it comes from: new values, joined weights. */
final class Merger {

  private final ShapedGraph graph;
  private final Set<String> names = new HashSet<>();
  private final List<Joined> joined;
  private int nextId;

  Merger(ShapedGraph graph) {
    this.graph = graph;
    this.joined = new ArrayList<>(graph.joined());
    Stream.of(graph.parameters(), graph.states())
        .flatMap(List::stream)
        .map(Parameter::name)
        .forEach(names::add);
    graph.joined().forEach(whole -> names.add(whole.name()));
    for (Node node : graph.nodes()) {
      names.add(node.name());
      Stream.concat(node.inputs().stream(), node.outputs().stream())
          .forEach(value -> nextId = Math.max(nextId, value.id() + 1));
    }
  }

  /** A name that nothing has. */
  String free(String wanted) {
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  /** A new feature map. */
  Value map(String name, Shape shape) {
    return new Value(nextId++, name, Space.ACTIVATION, shape);
  }

  /** Parameters or states as one. */
  Value join(String layer, List<Value> values) {
    List<String> parts = values.stream().map(graph::parts).flatMap(List::stream).toList();
    Value first = values.get(0);
    String last = parts.get(0).substring(parts.get(0).lastIndexOf('.') + 1);
    Joined whole = new Joined(free(layer + "." + last), parts);
    // What was a whole may have become a part of a larger one.
    joined.removeIf(earlier -> parts.containsAll(earlier.parts()));
    joined.add(whole);
    return new Value(nextId++, whole.name(), first.space(), stacked(values));
  }

  private static Shape stacked(List<Value> values) {
    List<Integer> dims = new ArrayList<>(values.get(0).shape().dims());
    dims.set(0, values.stream().mapToInt(value -> value.shape().dim(0)).sum());
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * The graph with some nodes in the place of one of its nodes, and without others.
   *
   * @param dropped are gone
   * @param substitutes what is read instead of values that nodes which are gone computed, or that
   *     now have another meaning
   */
  ShapedGraph replace(
      Node place, List<Node> replacement, List<Node> dropped, Map<Value, Value> substitutes) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.equals(place)) {
        nodes.addAll(replacement);
      } else if (!dropped.contains(node)) {
        nodes.add(reading(node, substitutes));
      }
    }
    return new ShapedGraph(
        graph.name(),
        graph.input(),
        graph.classes(),
        nodes,
        substitutes.getOrDefault(graph.logits(), graph.logits()),
        graph.parameters(),
        graph.states(),
        joined,
        graph.random(),
        graph.origin());
  }

  private static Node reading(Node node, Map<Value, Value> substitutes) {
    List<Value> inputs = node.inputs().stream().map(v -> substitutes.getOrDefault(v, v)).toList();
    return new Node(node.name(), node.op(), inputs, node.outputs(), node.site());
  }
}
