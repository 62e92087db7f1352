package dev.lamina.graph.ir;

import dev.lamina.graph.decl.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forward graph of a network with every shape known: flat, in single-assignment form, in
 * topological order, without a loss. Normalisation and dropout are in their training form, without
 * the masks that only a backward graph reads.
 *
 * @param name the declared type's simple name
 * @param input the batch of images
 * @param classes number of classes
 * @param nodes in topological order; nodes of one block are neighbours
 * @param logits the last node's output
 * @param parameters in forward order
 * @param states running averages in forward order
 * @param joined what nodes read as one: for a name that no parameter and no state has, the names of
 *     the parameters, or of the states, that it consists of. Joined along their first dimension,
 *     they lie one after the other in their arena, without room between them; none is in two wholes
 * @param random the random state, an input of dropouts
 * @param origin the declared type
 */
public record ShapedGraph(
    String name,
    Value input,
    int classes,
    List<Node> nodes,
    Value logits,
    List<Parameter> parameters,
    List<Parameter> states,
    Map<String, List<String>> joined,
    Value random,
    Origin origin) {

  public ShapedGraph {
    nodes = List.copyOf(nodes);
    parameters = List.copyOf(parameters);
    states = List.copyOf(states);
    joined = Collections.unmodifiableMap(new LinkedHashMap<>(joined));
  }

  /** The names in weight files of what a parameter, a gradient or a state consists of. */
  public List<String> parts(Value value) {
    return joined.getOrDefault(value.name(), List.of(value.name()));
  }
}
