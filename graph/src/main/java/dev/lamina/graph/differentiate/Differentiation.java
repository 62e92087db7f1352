package dev.lamina.graph.differentiate;

import dev.lamina.graph.ir.FreeName;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Site;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ForwardOp;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.graph.rule.Rules;
import dev.lamina.graph.rule.Saved;
import java.util.ArrayList;
import java.util.List;

/**
 * Reverse-mode differentiation on the graph: the forward graph in training form, the loss, and the
 * backward graph from the loss to the parameters, in reverse topological order. It stops where no
 * parameter lies further up, so the gradient of the network's input is never computed.
 */
public final class Differentiation {

  private final ShapedGraph model;
  private final Values values;
  private final List<Node> forward = new ArrayList<>();

  private Differentiation(ShapedGraph model) {
    this.model = model;
    this.values = Values.after(model);
  }

  /**
   * Differentiates a network's mean cross-entropy.
   *
   * @param labelSmoothing of the loss, in [0, 1)
   */
  public static TrainingGraph differentiate(ShapedGraph model, double labelSmoothing) {
    return new Differentiation(model).run(labelSmoothing);
  }

  private TrainingGraph run(double labelSmoothing) {
    model.nodes().forEach(node -> forward.add(inTrainingForm(node)));
    Value labels = values.make("labels", Space.LABELS, Shape.of(1));
    Value metrics = values.make("metrics", Space.METRICS, Shape.of(2));
    Value logits = model.logits();
    Value dlogits = values.make(logits.name() + ".gradient", Space.ACTIVATION, logits.shape());
    BackwardBuilder backward = new BackwardBuilder(forward, values);
    backward.contribute(logits, dlogits);
    for (int i = forward.size() - 1; i >= 0; i--) {
      backward.visit(forward.get(i));
    }
    String loss = FreeName.beside(model.nodes().stream().map(Node::name).toList(), "loss");
    forward.add(
        new Node(
            loss,
            new SoftmaxCrossEntropy(labelSmoothing),
            List.of(logits, labels),
            List.of(metrics, dlogits),
            new Site(loss, loss, model.origin())));
    return new TrainingGraph(model, labels, metrics, logits, forward, backward.nodes());
  }

  private Node inTrainingForm(Node node) {
    List<Value> outputs = new ArrayList<>(node.outputs());
    for (Saved saved : Rules.saved((ForwardOp) node.op(), node.output().shape())) {
      outputs.add(values.make(node.name() + "." + saved.suffix(), saved.space(), saved.shape()));
    }
    return new Node(node.name(), node.op(), node.inputs(), outputs, node.site());
  }
}
