package dev.lamina.processor.emit;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the kernels and tensors of one block are called: after their paths within the block, {@code
 * conv1} and {@code conv1WeightGrad}, {@code conv1Weight} and {@code conv1Out}.
 */
final class BlockNames {

  private final String scope;
  private final IdentityHashMap<Node, String> fields = new IdentityHashMap<>();
  private final Set<String> fieldNames = new HashSet<>();
  private final Map<Value, String> locals = new HashMap<>();

  private BlockNames(String scope) {
    this.scope = scope;
  }

  /**
   * Names for a block's nodes and their values.
   *
   * @param path of the block
   * @param layers the layer that each parameter and state belongs to
   */
  static BlockNames of(String path, List<Node> nodes, Map<String, String> layers) {
    // A layer that is a block by itself still names its gradients: classifierWeightGrad.
    boolean isLayer = nodes.stream().anyMatch(node -> node.name().equals(path));
    BlockNames names = new BlockNames(isLayer ? NodeNames.parent(path) : path);
    // Constructors assign to fields without "this", past their parameter.
    Identifiers fields = new Identifiers(Views.BINDER);
    for (Node node : nodes) {
      String field = fields.unique(names.variable(node.name()));
      names.fields.put(node, field);
      names.fieldNames.add(field);
    }
    names.nameValues(nodes, layers);
    return names;
  }

  private void nameValues(List<Node> nodes, Map<String, String> layers) {
    Identifiers taken = new Identifiers(fieldNames);
    taken.unique(Views.BINDER);
    for (Node node : nodes) {
      Stream.concat(node.inputs().stream(), node.outputs().stream())
          .forEach(
              value -> locals.computeIfAbsent(value, v -> taken.unique(suggestion(v, layers))));
    }
  }

  private String suggestion(Value value, Map<String, String> layers) {
    if (value.space() == Space.GRADIENT) {
      return variable(ofLayer(value, layers) + ".gradient");
    } else if (value.space() == Space.PARAMETER || value.space() == Space.STATE) {
      return variable(ofLayer(value, layers));
    }
    String name = variable(value.name());
    return fieldNames.contains(name) ? name + "Out" : name;
  }

  private static String ofLayer(Value value, Map<String, String> layers) {
    String layer = layers.get(value.name());
    return layer == null ? value.name() : layer + "." + NodeNames.last(value.name());
  }

  private String variable(String path) {
    return Identifiers.variable(scope.isEmpty() ? path : NodeNames.within(path, scope));
  }

  /** The field that holds a node's kernel. */
  String field(Node node) {
    return fields.get(node);
  }

  /** The local variable that holds a value's tensor. */
  String local(Value value) {
    return locals.get(value);
  }
}
