package dev.lamina.runtime.export.onnx;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.FoldNorm;
import dev.lamina.graph.op.FusedConv2d;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.recording.RecordedNode;
import dev.lamina.runtime.recording.RecordedValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes layers apart that were made one: norms out of weights, sums and activations out of
 * convolutions. So a model has the weights that files have, under their names, and whoever runs it
 * folds what it likes to.
 */
final class PlainNodes {
  private final Map<String, RecordedNode> folds = new HashMap<>();
  private final List<RecordedNode> nodes = new ArrayList<>();

  private PlainNodes() {}

  /** The same graph with a node for each layer. */
  static List<RecordedNode> of(List<RecordedNode> nodes) {
    PlainNodes plain = new PlainNodes();
    nodes.forEach(plain::add);
    return plain.nodes;
  }

  private void add(RecordedNode node) {
    if (node.op() instanceof FoldNorm) {
      folds.put(node.output().name(), node);
    } else if (node.op() instanceof FusedConv2d fused) {
      RecordedNode conv = inner(node, fused.conv(), node.inputs().subList(0, fused.term()));
      addLayer(conv);
      addEnd(fused, conv.output(), node);
    } else {
      addLayer(node);
    }
  }

  /** What comes first in a node, under a name within the node's. */
  private static RecordedNode inner(RecordedNode node, Op op, List<RecordedValue> inputs) {
    String name = node.name() + "." + op.mnemonic();
    RecordedValue output = new RecordedValue(Space.ACTIVATION, name, node.output().shape());
    return new RecordedNode(name, op, inputs, List.of(output));
  }

  private void addEnd(FusedConv2d fused, RecordedValue sum, RecordedNode node) {
    if (fused.sum()) {
      List<RecordedValue> terms = List.of(sum, node.inputs().get(fused.term()));
      Op add = new Add(2, fused.function());
      nodes.add(new RecordedNode(node.name(), add, terms, node.outputs()));
    } else {
      Op function = new Activation(fused.function());
      nodes.add(new RecordedNode(node.name(), function, List.of(sum), node.outputs()));
    }
  }

  private void addLayer(RecordedNode node) {
    boolean folded = node.inputs().size() > 1 && node.inputs().get(1).space() == Space.FOLDED;
    if (folded) {
      addNormalised(node, folds.get(node.inputs().get(1).name()));
    } else {
      nodes.add(node);
    }
  }

  private void addNormalised(RecordedNode node, RecordedNode fold) {
    FoldNorm norm = (FoldNorm) fold.op();
    int weights = norm.bias() ? 2 : 1;
    List<RecordedValue> inputs = new ArrayList<>(List.of(node.inputs().get(0)));
    inputs.addAll(fold.inputs().subList(0, weights));
    // The norm, when it was folded into the convolution, gave it a bias.
    RecordedNode conv = inner(node, ((Conv2d) node.op()).withBias(norm.bias()), inputs);
    addLayer(conv);
    List<RecordedValue> normalised = new ArrayList<>(List.of(conv.output()));
    normalised.addAll(fold.inputs().subList(weights, fold.inputs().size()));
    Op op = new BatchNormInference(norm.epsilon(), false);
    nodes.add(new RecordedNode(node.name(), op, normalised, node.outputs()));
  }
}
