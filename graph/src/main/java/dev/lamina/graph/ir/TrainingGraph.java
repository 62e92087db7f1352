package dev.lamina.graph.ir;

import java.util.List;

/**
 * Forward graph, loss and backward graph of a network.
 *
 * @param model the network
 * @param labels the batch of labels
 * @param metrics mean loss and number of correct predictions
 * @param logits what the loss reads
 * @param forward in order; the loss is the last node
 * @param backward in order; writes the gradient of every parameter exactly once
 */
public record TrainingGraph(
    ShapedGraph model,
    Value labels,
    Value metrics,
    Value logits,
    List<Node> forward,
    List<Node> backward) {

  public TrainingGraph {
    forward = List.copyOf(forward);
    backward = List.copyOf(backward);
  }
}
