package dev.lamina.graph.ir;

import dev.lamina.graph.decl.Origin;
import java.util.List;

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
 * @param joined parameters and states that nodes read as one
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
    List<Joined> joined,
    Value random,
    Origin origin) {

  public ShapedGraph {
    nodes = List.copyOf(nodes);
    parameters = List.copyOf(parameters);
    states = List.copyOf(states);
    joined = List.copyOf(joined);
  }

  /** The names in weight files of what a parameter, a gradient or a state consists of. */
  public List<String> parts(Value value) {
    return joined.stream()
        .filter(whole -> whole.name().equals(value.name()))
        .findFirst()
        .map(Joined::parts)
        .orElse(List.of(value.name()));
  }
}
