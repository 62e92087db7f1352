package dev.lamina.processor.emit;

import dev.lamina.graph.ir.Node;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A part of a program that becomes one class. It runs in turns: usually one forward and one
 * backward, more where the order of kernels goes back and forth between neighbours.
 */
sealed interface Section {

  /** Where it is in the network, for example {@code stage2.0}. */
  String path();

  /** Its name within the enclosing section. */
  String field();

  /** How many turns it has in a phase. */
  int turns(Phase phase);

  /** All nodes, phase by phase, in order. */
  List<Node> nodes();

  /**
   * A section that runs kernels.
   *
   * @param turns the kernels of each turn
   */
  record Block(String path, String field, Map<Phase, List<List<Node>>> turns) implements Section {
    @Override
    public int turns(Phase phase) {
      return turns.get(phase).size();
    }

    @Override
    public List<Node> nodes() {
      return Stream.of(Phase.values())
          .flatMap(phase -> turns.get(phase).stream())
          .flatMap(Collection::stream)
          .toList();
    }
  }

  /**
   * A section that runs other sections.
   *
   * @param children in the order of the forward graph
   * @param turns the calls of each turn
   */
  record Group(
      String path, String field, List<Section> children, Map<Phase, List<List<Call>>> turns)
      implements Section {
    @Override
    public int turns(Phase phase) {
      return turns.get(phase).size();
    }

    @Override
    public List<Node> nodes() {
      return children.stream().flatMap(child -> child.nodes().stream()).toList();
    }
  }

  /**
   * One turn of a child.
   *
   * @param child its place among the children
   * @param turn which of the child's turns, counted from 0
   */
  record Call(int child, int turn) {}
}
