package dev.lamina.runtime.log.tensorboard;

import java.util.List;

/**
 * A forward graph as TensorFlow's {@code GraphDef}. TensorBoard folds nodes by the slashes in their
 * names, so that a path's dots become slashes and every block a box.
 */
final class GraphMessage {
  private static final int PRODUCER = 22;
  private static final int UNKNOWN = -1;

  private GraphMessage() {}

  static ProtoMessage of(List<GraphNode> nodes) {
    ProtoMessage graph = new ProtoMessage();
    nodes.forEach(node -> graph.message(1, node(node)));
    return graph.message(4, new ProtoMessage().integer(1, PRODUCER));
  }

  private static ProtoMessage node(GraphNode node) {
    ProtoMessage message = new ProtoMessage().text(1, path(node.name())).text(2, node.kind());
    node.inputs().forEach(input -> message.text(3, path(input)));
    message.entry(5, "_output_shapes", shapes(node));
    if (!node.attributes().isEmpty()) {
      message.entry(5, "attributes", new ProtoMessage().text(2, node.attributes()));
    }
    return message;
  }

  private static String path(String name) {
    return name.replace('.', '/');
  }

  /** A list with the shape of the one output; the batch comes first, of a size not yet known. */
  private static ProtoMessage shapes(GraphNode node) {
    ProtoMessage shape = new ProtoMessage().message(2, dimension(UNKNOWN));
    node.output().dims().forEach(size -> shape.message(2, dimension(size)));
    return new ProtoMessage().message(1, new ProtoMessage().message(7, shape));
  }

  private static ProtoMessage dimension(long size) {
    return new ProtoMessage().integer(1, size);
  }
}
