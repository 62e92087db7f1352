package dev.lamina.graph.ir;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Forward graph, loss and backward graph of a network.
 *
 * @param model the network
 * @param labels the batch of labels
 * @param metrics mean loss and number of correct predictions
 * @param logits what the loss reads
 * @param forward in order; the loss is the last node
 * @param backward in order; writes the gradient of every parameter once at most. One that it does
 *     not write is 0, as its memory is when it is made
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

  /** All nodes in the order in which they run. */
  public List<Node> order() {
    return Stream.concat(forward.stream(), backward.stream()).toList();
  }

  /**
   * The values that outlive their last reader, with the position in {@link #order} after which they
   * may go: the host may read the logits when the step has run.
   */
  public Map<Value, Integer> keepUntil() {
    return Map.of(logits, forward.size() + backward.size() - 1);
  }

  /** The same with other gradients. */
  public TrainingGraph withBackward(List<Node> nodes) {
    return new TrainingGraph(model, labels, metrics, logits, forward, nodes);
  }

  /** The same with other nodes up to the loss. */
  public TrainingGraph withForward(List<Node> nodes) {
    return new TrainingGraph(model, labels, metrics, logits, nodes, backward);
  }
}
