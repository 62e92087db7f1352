package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Makes what a merged graph has beyond the one that it comes from: new values, joined weights. */
final class Merger {

  private final ShapedGraph graph;
  private final Set<String> names = new HashSet<>();
  private final Map<String, List<String>> joined;
  private int nextId;

  Merger(ShapedGraph graph) {
    this.graph = graph;
    this.joined = new LinkedHashMap<>(graph.joined());
    Stream.of(graph.parameters(), graph.states())
        .flatMap(List::stream)
        .map(Parameter::name)
        .forEach(names::add);
    names.addAll(joined.keySet());
    graph.nodes().stream().map(Node::name).forEach(names::add);
    this.nextId = Graphs.freeId(graph.nodes());
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
    List<String> parts = new ArrayList<>();
    for (Value value : values) {
      // What was a whole is now part of a larger one.
      List<String> earlier = joined.remove(value.name());
      parts.addAll(earlier == null ? List.of(value.name()) : earlier);
    }
    String first = parts.get(0);
    String name = free(layer + "." + first.substring(first.lastIndexOf('.') + 1));
    joined.put(name, List.copyOf(parts));
    return new Value(nextId++, name, values.get(0).space(), stacked(values));
  }

  private static Shape stacked(List<Value> values) {
    List<Integer> dims = new ArrayList<>(values.get(0).shape().dims());
    dims.set(0, values.stream().mapToInt(value -> value.shape().dim(0)).sum());
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The same network with other nodes, and with what was joined for them. */
  ShapedGraph withNodes(List<Node> nodes, Value logits) {
    return Graphs.withNodes(graph, nodes, logits, joined);
  }
}
