package dev.lamina.graph.ir;

import java.util.List;

/**
 * The forward graph of a network for inference: running averages, no dropout.
 *
 * @param model the network
 * @param folds what computes weights from parameters and states alone, whenever these have changed
 * @param nodes in order
 * @param logits the last output
 */
public record InferenceGraph(ShapedGraph model, List<Node> folds, List<Node> nodes, Value logits) {

  public InferenceGraph {
    folds = List.copyOf(folds);
    nodes = List.copyOf(nodes);
  }
}
