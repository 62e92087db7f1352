package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.Dropout;
import java.util.List;

/**
 * Turns a forward graph into its inference form: norms use the running averages, dropout is gone.
 */
public final class InferenceForm {

  private InferenceForm() {}

  /** The inference graph of a network. */
  public static InferenceGraph of(ShapedGraph model) {
    ShapedGraph kept = Graphs.without(model, node -> node.op() instanceof Dropout);
    List<Node> nodes = kept.nodes().stream().map(InferenceForm::convert).toList();
    return new InferenceGraph(model, List.of(), nodes, kept.logits());
  }

  private static Node convert(Node node) {
    return node.op() instanceof BatchNorm norm
        ? new Node(
            node.name(),
            new BatchNormInference(norm.epsilon(), norm.relu()),
            node.inputs(),
            node.outputs(),
            node.site())
        : node;
  }
}
