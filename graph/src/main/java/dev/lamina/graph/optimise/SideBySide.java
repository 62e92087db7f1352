package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Each layer of a dense block reads the features of all layers before it, through a norm and a 1x1
 * convolution (Huang et al. 2017, section 3). Concatenated anew for every layer, they would be
 * copied again and again, and kept as often. They lie side by side instead, in parts of 16
 * channels, and norm and convolution are one op that reads the parts; their gradients are another
 * one, which adds to the parts' gradients.
 *
 * <p>Blocks with parts of other widths are left as they are. So are those of which anything else
 * reads features.
 */
final class SideBySide {

  static final String NAME = "side-by-side";

  private final TrainingGraph graph;
  private final Map<Value, List<Node>> substitutes = new HashMap<>();
  private final Map<Value, Node> forward = new HashMap<>();
  private int free;

  private SideBySide(TrainingGraph graph) {
    this.graph = graph;
    this.free = Graphs.freeId(graph.order());
  }

  /** The same training graph with fewer copies. */
  static TrainingGraph apply(TrainingGraph graph) {
    List<DenseFeatures> blocks = DenseFeatures.last(graph.order());
    return blocks.isEmpty() ? graph : new SideBySide(graph).run(blocks);
  }

  private TrainingGraph run(List<DenseFeatures> blocks) {
    for (DenseFeatures features : blocks) {
      forward(features);
      backward(features, features.layer().gradient(), List.of());
    }
    return graph
        .withForward(substituted(graph.forward()))
        .withBackward(substituted(graph.backward()));
  }

  private List<Node> substituted(List<Node> nodes) {
    return nodes.stream()
        .flatMap(node -> substitutes.getOrDefault(node.output(), List.of(node)).stream())
        .toList();
  }

  private void substitute(Node node, List<Node> nodes) {
    substitutes.put(node.output(), nodes);
  }

  /** Puts joined ops in the place of all layers; gives the parts of the features. */
  private List<Value> forward(DenseFeatures features) {
    DenseLayer layer = features.layer();
    List<Node> splits = new ArrayList<>();
    List<Value> parts = new ArrayList<>();
    List<Value> older = List.of();
    for (Value part : features.parts()) {
      if (features.before().filter(before -> before.value().equals(part)).isPresent()) {
        older = forward(features.before().get());
        parts.addAll(older);
      } else {
        parts.addAll(split(part, layer.norm(), splits));
      }
    }
    features.join().ifPresent(join -> substitute(join, List.of()));
    substitute(layer.norm(), splits);
    substitute(layer.conv(), List.of(joined(features, parts, older)));
    return parts;
  }

  /** Statistics of features that were normalised before are known, if these come last. */
  private Node joined(DenseFeatures features, List<Value> parts, List<Value> older) {
    int from = parts.size() - older.size();
    boolean known = !older.isEmpty() && parts.subList(from, parts.size()).equals(older);
    Node joined =
        features
            .layer()
            .joined(
                parts,
                known ? older.size() : 0,
                known ? features.before().orElseThrow().layer().statistics() : List.of(),
                space(features, ".joined"));
    forward.put(features.value(), joined);
    return joined;
  }

  /** A map in parts of the width that is read; itself, if it has that. */
  private List<Value> split(Value map, Node reader, List<Node> splits) {
    List<Value> parts = pieces(map);
    if (parts.size() > 1) {
      ConcatGrad op = new ConcatGrad(widths(parts), numbers(parts.size()));
      splits.add(new Node(map.name() + ".split", op, List.of(map), parts, reader.site()));
    }
    return parts;
  }

  /**
   * The same for the gradients.
   *
   * @param gradient of the features
   * @param others the gradients of their parts from later layers, if there are any
   */
  private void backward(DenseFeatures features, Value gradient, List<Value> others) {
    DenseLayer layer = features.layer();
    List<Node> nodes = new ArrayList<>();
    Optional<Node> split = features.split(gradient);
    List<Value> wanted = split.map(Node::outputs).orElse(List.of(gradient));
    List<Value> gradients = new ArrayList<>();
    List<Value> older = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      boolean isOlder = features.before().isPresent() && i == features.place();
      List<Value> pieces = isOlder ? fresh(wanted.get(i)) : join(wanted.get(i), layer, nodes);
      gradients.addAll(pieces);
      older.addAll(isOlder ? pieces : List.of());
    }
    Node joined = forward.get(features.value());
    nodes.add(0, layer.joinedGrad(joined, others, gradients, space(features, ".joined.again")));
    List.of(layer.weightGrad(), layer.inputGrad(), layer.normGrad())
        .forEach(node -> substitute(node, List.of()));
    split.ifPresent(node -> substitute(node, List.of()));
    // Last, since the sum is the norm's gradient where no later layer adds to it.
    substitute(features.sum().filter(sum -> !others.isEmpty()).orElse(layer.normGrad()), nodes);
    features
        .before()
        .ifPresent(before -> backward(before, before.sum().orElseThrow().output(), older));
  }

  /** A gradient in parts, which are joined for its readers; itself, if it has that width. */
  private List<Value> join(Value gradient, DenseLayer layer, List<Node> joins) {
    List<Value> parts = pieces(gradient);
    if (parts.size() > 1) {
      Concat op = new Concat(parts.size());
      String name = gradient.name() + ".join";
      joins.add(new Node(name, op, parts, List.of(gradient), layer.normGrad().site()));
    }
    return parts;
  }

  private List<Value> pieces(Value map) {
    return map.shape().channels() == DenseFeatures.WIDTH ? List.of(map) : fresh(map);
  }

  private List<Value> fresh(Value map) {
    int count = map.shape().channels() / DenseFeatures.WIDTH;
    return numbers(count).stream()
        .map(i -> map(map.name() + ".part" + i, map, DenseFeatures.WIDTH))
        .toList();
  }

  private Value space(DenseFeatures features, String suffix) {
    Value value = features.value();
    return map(value.name() + suffix, value, value.shape().channels());
  }

  private Value map(String name, Value like, int channels) {
    return new Value(free++, name, Space.ACTIVATION, like.shape().withChannels(channels));
  }

  private static List<Integer> widths(List<Value> parts) {
    return parts.stream().map(part -> part.shape().channels()).toList();
  }

  private static List<Integer> numbers(int count) {
    return Stream.iterate(0, i -> i + 1).limit(count).toList();
  }
}
