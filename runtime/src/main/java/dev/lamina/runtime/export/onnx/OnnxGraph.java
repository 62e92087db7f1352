package dev.lamina.runtime.export.onnx;

import dev.lamina.runtime.recording.RecordedGraph;
import dev.lamina.runtime.recording.RecordedNode;
import dev.lamina.runtime.recording.RecordedValue;
import dev.lamina.runtime.weights.TensorFile;
import dev.lamina.runtime.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A recorded graph and its weights as {@code GraphProto} of ONNX's schema. */
final class OnnxGraph {
  private static final String INPUT_NAME = "input";
  private static final String LOGITS_NAME = "logits";

  private static final int NODE = 1;
  private static final int NAME = 2;
  private static final int INITIALIZER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;

  private final RecordedGraph graph;
  private final List<OnnxNode> nodes = new ArrayList<>();

  OnnxGraph(RecordedGraph graph) {
    this.graph = graph;
    for (RecordedNode node : PlainNodes.of(graph.nodes())) {
      List<String> inputs = node.inputs().stream().map(OnnxGraph::nameOf).toList();
      nodes.addAll(
          OnnxRules.nodes(node.op(), node.output().shape(), nameOf(node.output()), inputs));
    }
  }

  // A weight file's names have no slash in front, so a node cannot be mistaken for a weight.
  private static String nameOf(RecordedValue value) {
    return switch (value.space()) {
      case INPUT -> INPUT_NAME;
      case PARAMETER, STATE -> value.name();
      default -> "/" + value.name().replace('.', '/');
    };
  }

  private String inFile(String name) {
    return name.equals(nameOf(graph.logits())) ? LOGITS_NAME : name;
  }

  ProtoWriter toProto(TensorFile weights) {
    ProtoWriter proto = new ProtoWriter();
    nodes.forEach(node -> proto.message(NODE, node.toProto(this::inFile)));
    proto.string(NAME, graph.network().name());
    for (String weight : weightNames()) {
      proto.message(INITIALIZER, OnnxTensor.weight(weight, weights.tensor(weight)));
    }
    scalars().forEach(scalar -> proto.message(INITIALIZER, OnnxTensor.scalar(scalar)));
    proto.message(INPUT, OnnxTensor.batchOf(INPUT_NAME, graph.network().input().dims()));
    return proto.message(OUTPUT, OnnxTensor.batchOf(LOGITS_NAME, graph.logits().shape().dims()));
  }

  private Set<String> weightNames() {
    Set<String> names = new LinkedHashSet<>();
    for (RecordedNode node : graph.nodes()) {
      node.inputs().stream()
          .filter(RecordedValue::isWeight)
          .forEach(weight -> names.add(weight.name()));
    }
    return names;
  }

  private List<Scalar> scalars() {
    return Arrays.stream(Scalar.values())
        .filter(scalar -> nodes.stream().anyMatch(n -> n.inputs().contains(scalar.valueName())))
        .toList();
  }
}
