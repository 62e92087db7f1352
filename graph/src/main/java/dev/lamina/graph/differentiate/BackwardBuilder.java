package dev.lamina.graph.differentiate;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.BackwardOp;
import dev.lamina.graph.rule.GradientTape;
import dev.lamina.graph.rule.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The backward graph as it grows: visited node by node from the last to the first. */
final class BackwardBuilder implements GradientTape {

  private final Values values;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Value, List<Value>> contributions = new HashMap<>();
  private final Map<Value, Integer> readers = new HashMap<>();
  private final Set<Value> dependsOnParameter = new HashSet<>();
  private Node current;

  BackwardBuilder(List<Node> forward, Values values) {
    this.values = values;
    for (Node node : forward) {
      if (node.inputs().stream().anyMatch(this::needs)) {
        dependsOnParameter.add(node.output());
      }
      node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
    }
  }

  List<Node> nodes() {
    return nodes;
  }

  /** Adds the gradient of one forward node, if anything above it needs one. */
  void visit(Node node) {
    current = node;
    if (contributions.containsKey(node.output())) {
      Rules.gradient(node, this);
    }
  }

  @Override
  public Value outputGradient() {
    return contributions.get(current.output()).get(0);
  }

  @Override
  public boolean needs(Value value) {
    return value.space() == Space.PARAMETER || dependsOnParameter.contains(value);
  }

  /** One of several summands is named after the reader that it comes from. */
  @Override
  public Value gradientOf(Value of) {
    if (of.space() == Space.PARAMETER) {
      return values.make(of.name(), Space.GRADIENT, of.shape());
    }
    return readers.getOrDefault(of, 0) > 1 ? fromReader(of.shape()) : wholeGradientOf(of);
  }

  @Override
  public Value gradientOfEveryInput() {
    return fromReader(current.output().shape());
  }

  private Value fromReader(Shape shape) {
    return values.make(current.name() + ".inputGradient", Space.ACTIVATION, shape);
  }

  private Value wholeGradientOf(Value of) {
    return values.make(of.name() + ".gradient", Space.ACTIVATION, of.shape());
  }

  @Override
  public void node(String suffix, BackwardOp op, List<Value> inputs, List<Value> outputs) {
    nodes.add(new Node(current.name() + "." + suffix, op, inputs, outputs, current.site()));
  }

  @Override
  public void contribute(Value of, Value gradient) {
    List<Value> summands = contributions.computeIfAbsent(of, v -> new ArrayList<>());
    summands.add(gradient);
    // The last reader's summand completes the gradient: sum them at once, while they are in cache.
    if (summands.size() > 1 && summands.size() == readers.get(of)) {
      Value sum = wholeGradientOf(of);
      nodes.add(
          new Node(
              sumName(),
              new Add(summands.size(), ActivationFunction.IDENTITY),
              List.copyOf(summands),
              List.of(sum),
              current.site()));
      contributions.put(of, new ArrayList<>(List.of(sum)));
    }
  }

  /** A node that completes several gradients at once needs a name for each sum. */
  private String sumName() {
    String base = current.name() + ".gradientSum";
    long earlier = nodes.stream().filter(node -> node.name().startsWith(base)).count();
    return earlier == 0 ? base : base + earlier;
  }
}
