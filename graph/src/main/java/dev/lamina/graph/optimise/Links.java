package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who writes and who reads each value of a graph. */
final class Links {

  private final Map<Value, Node> producers = new HashMap<>();
  private final Map<Value, List<Node>> readers = new HashMap<>();

  Links(List<Node> nodes) {
    for (Node node : nodes) {
      node.outputs().forEach(output -> producers.put(output, node));
      node.inputs().stream()
          .distinct()
          .forEach(input -> readers.computeIfAbsent(input, v -> new ArrayList<>()).add(node));
    }
  }

  /** The node that writes a value; none, if it is given. */
  Optional<Node> producer(Value value) {
    return Optional.ofNullable(producers.get(value));
  }

  /** The nodes that read a value, in order, each once. */
  List<Node> readers(Value value) {
    return readers.getOrDefault(value, List.of());
  }

  /** The reader of a value that computes such an op, if there is exactly one. */
  Optional<Node> reader(Value value, Class<?> op) {
    List<Node> found = readers(value).stream().filter(node -> op.isInstance(node.op())).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** Whether these are all the readers of a value, in order. */
  boolean isReadBy(Value value, Node... nodes) {
    return readers(value).equals(List.of(nodes));
  }
}
