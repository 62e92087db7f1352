package dev.lamina.graph.ir;

import java.util.List;

/**
 * The forward graph of a network for inference: running averages, no dropout.
 *
 * @param model the network
 * @param nodes in order
 * @param logits the last output
 */
public record InferenceGraph(ShapedGraph model, List<Node> nodes, Value logits) {

  public InferenceGraph {
    nodes = List.copyOf(nodes);
  }
}
