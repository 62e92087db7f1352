package dev.lamina.graph.diagram;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Neighbouring nodes that read one feature map or vector from outside and give one to the outside.
 *
 * @param nodes in topological order
 * @param in what they read
 * @param out what others read of theirs
 */
record Part(List<Node> nodes, Value in, Value out) {

  Part {
    nodes = List.copyOf(nodes);
  }

  /**
   * Cuts this part between neighbours of different keys, wherever a single value crosses the cut.
   */
  List<Part> cut(Function<Node, String> key) {
    Map<Value, Integer> lastRead = lastRead();
    Set<Value> crossing = new LinkedHashSet<>(List.of(in));
    List<Part> parts = new ArrayList<>();
    Value from = in;
    int first = 0;
    for (int i = 0; i < nodes.size() - 1; i++) {
      int position = i;
      crossing.add(nodes.get(i).output());
      crossing.removeIf(value -> lastRead.getOrDefault(value, -1) <= position);
      boolean boundary = !key.apply(nodes.get(i)).equals(key.apply(nodes.get(i + 1)));
      if (boundary && crossing.size() == 1) {
        Value to = crossing.iterator().next();
        parts.add(new Part(nodes.subList(first, i + 1), from, to));
        from = to;
        first = i + 1;
      }
    }
    parts.add(new Part(nodes.subList(first, nodes.size()), from, out));
    return List.copyOf(parts);
  }

  private Map<Value, Integer> lastRead() {
    Map<Value, Integer> lastRead = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (Value value : flowingInto(nodes.get(i))) {
        lastRead.put(value, i);
      }
    }
    lastRead.put(out, nodes.size());
    return lastRead;
  }

  /** The inputs of a node that other nodes or the user compute. */
  static List<Value> flowingInto(Node node) {
    return node.inputs().stream()
        .filter(value -> value.space() == Space.ACTIVATION || value.space() == Space.INPUT)
        .toList();
  }
}
