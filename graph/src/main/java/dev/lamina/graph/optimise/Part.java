package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a concatenation's gradient.
 *
 * @param value its copy
 * @param split the node that copies it
 * @param nodes the backward graph
 */
record Part(Value value, Node split, List<Node> nodes) {

  /** The part whose copy a value is. */
  static Part of(Value value, List<Node> nodes) {
    Node split =
        nodes.stream().filter(node -> node.outputs().contains(value)).findFirst().orElseThrow();
    return new Part(value, split, nodes);
  }

  private Value whole() {
    return split.input(0);
  }

  private int place() {
    return split.outputs().indexOf(value);
  }

  private int first() {
    return ((ConcatGrad) split.op()).first(place());
  }

  private boolean isReadBy(Node node) {
    return node.inputs().contains(value);
  }

  /** Whether it has readers, and all of them can read channels of a wider map. */
  boolean canBeRead() {
    List<Node> readers = nodes.stream().filter(this::isReadBy).toList();
    return !readers.isEmpty() && readers.stream().allMatch(this::canBeReadBy);
  }

  private boolean canBeReadBy(Node node) {
    if (!(node.op() instanceof Fused) && !Chain.isElementwise(node)) {
      return false;
    }
    Node chain = Chain.of(node);
    Fused op = (Fused) chain.op();
    int operand = chain.inputs().indexOf(value);
    return op.steps().stream()
        .filter(step -> step.operands().contains(operand))
        .allMatch(step -> canSlice(op, step, operand));
  }

  /** Norms are libraries' kernels in part; of the others, see {@link Fused}. */
  private static boolean canSlice(Fused op, FusedStep step, int operand) {
    return step instanceof FusedStep.Sum
        || step instanceof FusedStep.Apply
        || step instanceof FusedStep.Drop
        || (step instanceof FusedStep.Slope slope
            && slope.saved() != operand
            && (op.isInput(slope.saved()) || op.outputs().contains(slope.saved())));
  }

  /** The backward graph in which nobody reads the copy, which is not made. */
  List<Node> readInPlace() {
    List<Node> result = new ArrayList<>();
    for (Node node : nodes) {
      if (node.equals(split)) {
        others().ifPresent(result::add);
      } else {
        result.add(isReadBy(node) ? slicing(Chain.of(node)) : node);
      }
    }
    return result;
  }

  /** The split without this part, if it has others. */
  private Optional<Node> others() {
    ConcatGrad op = (ConcatGrad) split.op();
    List<Integer> parts = new ArrayList<>(op.parts());
    List<Value> outputs = new ArrayList<>(split.outputs());
    parts.remove(place());
    outputs.remove(place());
    ConcatGrad fewer = new ConcatGrad(op.widths(), parts);
    return outputs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Node(split.name(), fewer, split.inputs(), outputs, split.site()));
  }

  /** A chain that reads the whole instead. */
  private Node slicing(Node chain) {
    Fused op = (Fused) chain.op();
    List<Value> inputs =
        chain.inputs().stream().map(v -> v.equals(value) ? whole() : v).distinct().toList();
    List<FusedStep> steps = new ArrayList<>();
    Map<Integer, Integer> operands = new HashMap<>();
    int part = chain.inputs().indexOf(value);
    for (int input = 0; input < op.inputs(); input++) {
      operands.put(input, inputs.indexOf(input == part ? whole() : chain.input(input)));
    }
    for (int s = 0; s < op.steps().size(); s++) {
      FusedStep step = op.steps().get(s);
      if (step.operands().contains(part)) {
        steps.add(new FusedStep.Slice(inputs.indexOf(whole()), first()));
        operands.put(part, inputs.size() + steps.size() - 1);
      }
      steps.add(step.renumbered(operands::get));
      operands.put(op.operand(s), inputs.size() + steps.size() - 1);
    }
    List<Integer> outputs = op.outputs().stream().map(operands::get).toList();
    Fused slicing = new Fused(inputs.size(), steps, outputs);
    return new Node(chain.name(), slicing, inputs, chain.outputs(), chain.site());
  }
}
