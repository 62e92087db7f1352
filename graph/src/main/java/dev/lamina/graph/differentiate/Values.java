package dev.lamina.graph.differentiate;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.stream.Stream;

/** Makes new values with ids that the forward graph does not use. */
final class Values {

  private int nextId;

  private Values(int nextId) {
    this.nextId = nextId;
  }

  static Values after(ShapedGraph model) {
    int largest =
        model.nodes().stream()
            .flatMap(Values::all)
            .mapToInt(Value::id)
            .reduce(Math.max(model.input().id(), model.random().id()), Math::max);
    return new Values(largest + 1);
  }

  private static Stream<Value> all(Node node) {
    return Stream.concat(node.inputs().stream(), node.outputs().stream());
  }

  Value make(String name, Space space, Shape shape) {
    return new Value(nextId++, name, space, shape);
  }
}
