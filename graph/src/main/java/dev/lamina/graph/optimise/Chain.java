package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.ActivationGrad;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.DropoutGrad;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.Op;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Nodes that run as one, as they are being collected; any node is a chain of one at first. */
final class Chain {

  private final List<Node> members = new ArrayList<>();
  private Node place;
  private int position;

  /** An empty chain that is to run where a node does. */
  Chain(Node place, int position) {
    moveTo(place, position);
  }

  /** Whether a node treats every element alike. */
  static boolean isElementwise(Node node) {
    Op op = node.op();
    return op instanceof Add
        || op instanceof Activation
        || op instanceof ActivationGrad
        || op instanceof Dropout
        || op instanceof DropoutGrad;
  }

  /** Whether a node can be followed by others in a chain. */
  private static boolean begins(Node node) {
    return isElementwise(node) || node.op() instanceof Concat || FusedStep.Lead.canBe(node.op());
  }

  /** Whether the chain begins with maps one after another, which have no memory as one. */
  boolean joins() {
    return members.get(0).op() instanceof Concat;
  }

  /** An elementwise node as a chain of one; a chain stays as it is. */
  static Node of(Node node) {
    if (node.op() instanceof Fused) {
      return node;
    }
    ChainProgram program = new ChainProgram(node.inputs().stream().distinct().toList());
    program.add(node);
    Fused op = program.op(node.outputs());
    return new Node(node.name(), op, program.inputs(), node.outputs(), node.site());
  }

  List<Node> members() {
    return members;
  }

  void add(Node node) {
    members.add(node);
  }

  /** From now on the chain runs where a node does, and goes by its name. */
  final void moveTo(Node node, int number) {
    place = node;
    position = number;
  }

  /** Tells chains in their order; neighbours' positions may be apart. */
  int position() {
    return position;
  }

  /** The value that the next node of the chain has to read. */
  Value last() {
    return members.get(members.size() - 1).output();
  }

  /** What is read and not computed within. */
  Set<Value> inputs() {
    Set<Value> inputs = new LinkedHashSet<>();
    members.forEach(member -> inputs.addAll(member.inputs()));
    members.forEach(member -> member.outputs().forEach(inputs::remove));
    return inputs;
  }

  /** Whether an elementwise node goes on with what this chain computes last. */
  boolean takes(Node node) {
    return begins(members.get(0))
        && node.inputs().contains(last())
        && node.output().shape().equals(last().shape());
  }

  /** What later steps can read: of a norm its value alone. */
  private static List<Value> values(Node member) {
    return isElementwise(member) ? member.outputs() : List.of(member.output());
  }

  /**
   * The chain as one node; a single op stays as it is, unless it is two in itself.
   *
   * @param readOutside whether a value of the chain is read by others
   */
  Node node(Predicate<Value> readOutside) {
    Node first = members.get(0);
    boolean two = first.op() instanceof Add add && add.function() != ActivationFunction.IDENTITY;
    if (members.size() == 1 && !two) {
      return first;
    }
    ChainProgram program = new ChainProgram(List.copyOf(inputs()));
    members.forEach(program::add);
    List<Value> outputs = new ArrayList<>(List.of(last()));
    members.stream()
        .flatMap(member -> values(member).stream())
        .filter(value -> !value.equals(last()))
        .filter(value -> program.mustBeOutput(value) || readOutside.test(value))
        .forEach(outputs::add);
    Fused op = program.op(outputs);
    if (op.lead().isPresent()) {
      outputs.addAll(first.outputs().subList(1, first.outputs().size()));
    }
    return new Node(place.name(), op, program.inputs(), outputs, place.site());
  }
}
