package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Features that are read by one layer, and concatenated with others for the next one.
 *
 * @param value all of them, in the forward graph
 * @param layer what reads them
 * @param join what concatenated them
 * @param before those among them that were read by a layer before; none if they are the first
 * @param links of the graph
 */
record DenseFeatures(
    Value value,
    DenseLayer layer,
    Optional<Node> join,
    Optional<DenseFeatures> before,
    Links links) {

  /** Channels of a part: one vector of the widest registers. */
  static final int WIDTH = 16;

  /** An op's operands are written out, in classes whose length is limited. */
  private static final int MOST_PARTS = 128;

  /** The features that no more are added to, of which all that was added lies where it was made. */
  static List<DenseFeatures> last(List<Node> nodes) {
    Links links = new Links(nodes);
    Map<Value, DenseFeatures> all = new LinkedHashMap<>();
    for (Node node : nodes) {
      Value value = node.output();
      DenseLayer.of(value, links)
          .filter(layer -> value.shape().channels() % WIDTH == 0)
          .ifPresent(layer -> all.put(value, of(node, layer, all, links)));
    }
    return all.values().stream().filter(DenseFeatures::isLast).toList();
  }

  private static DenseFeatures of(
      Node node, DenseLayer layer, Map<Value, DenseFeatures> all, Links links) {
    List<Value> older = node.inputs().stream().distinct().filter(all::containsKey).toList();
    boolean joins = node.op() instanceof Concat && older.size() == 1;
    return new DenseFeatures(
        node.output(),
        layer,
        joins ? Optional.of(node) : Optional.empty(),
        joins ? Optional.of(all.get(older.get(0))) : Optional.empty(),
        links);
  }

  private boolean isLast() {
    return before.isPresent()
        && value.shape().channels() <= MOST_PARTS * WIDTH
        && links.isReadBy(value, layer.norm(), layer.normGrad())
        && isOfParts(layer.gradient());
  }

  /** Whether the gradient of these features goes to their parts only, and theirs to their own. */
  private boolean isOfParts(Value gradient) {
    return before.isEmpty()
        || links
            .reader(gradient, ConcatGrad.class)
            .filter(split -> links.isReadBy(gradient, split))
            .filter(split -> split.outputs().size() == parts().size())
            .filter(split -> isOnlyJoined() && before.get().isOfParts(this, split))
            .isPresent();
  }

  /** Whether what was added is read for these features only. */
  private boolean isOnlyJoined() {
    Node concat = join.orElseThrow();
    return new HashSet<>(parts()).size() == parts().size()
        && parts().stream()
            .filter(part -> !part.equals(before.orElseThrow().value))
            .allMatch(part -> part.shape().channels() % WIDTH == 0 && links.isReadBy(part, concat));
  }

  private boolean isOfParts(DenseFeatures wider, Node split) {
    Value others = split.outputs().get(wider.place());
    return links.isReadBy(value, layer.norm(), wider.join.orElseThrow(), layer.normGrad())
        && sum().filter(sum -> isOf(sum, others)).filter(s -> isOfParts(s.output())).isPresent();
  }

  private boolean isOf(Node sum, Value others) {
    return sum.inputs().size() == 2
        && sum.inputs().contains(others)
        && links.isReadBy(others, sum)
        && links.isReadBy(layer.gradient(), sum);
  }

  /** The sum of the gradients that come through the layer and from later ones. */
  Optional<Node> sum() {
    return links
        .reader(layer.gradient(), Add.class)
        .filter(sum -> ((Add) sum.op()).function() == ActivationFunction.IDENTITY);
  }

  /** What splits a gradient of these features, if they were concatenated. */
  Optional<Node> split(Value gradient) {
    return before.flatMap(older -> links.reader(gradient, ConcatGrad.class));
  }

  /** What was concatenated; the features themselves, if they are the first. */
  List<Value> parts() {
    return join.map(Node::inputs).orElse(List.of(value));
  }

  /** The number of the part that layers have read before. */
  int place() {
    return parts().indexOf(before.orElseThrow().value);
  }
}
