package dev.lamina.processor.emit;

import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a program's order of kernels into nested sections. Whatever the grouping, running the
 * sections' turns one after the other runs the kernels in exactly the order that was planned.
 */
final class Sections {

  private final SectionPaths paths;

  private Sections(SectionPaths paths) {
    this.paths = paths;
  }

  /** A training program as one group with one turn in each phase. */
  static Section.Group of(TrainingGraph graph) {
    return of(Map.of(Phase.FORWARD, graph.forward(), Phase.BACKWARD, graph.backward()));
  }

  /** An inference program as one group with one turn in each phase. */
  static Section.Group of(InferenceGraph graph) {
    return of(Map.of(Phase.FORWARD, graph.nodes(), Phase.FOLD, graph.folds()));
  }

  /** Layers as one group with one turn. */
  static Section.Group of(List<Node> forward) {
    return of(Map.of(Phase.FORWARD, forward));
  }

  private static Section.Group of(Map<Phase, List<Node>> nodes) {
    Map<Phase, List<List<Node>>> turns = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      List<Node> run = nodes.getOrDefault(phase, List.of());
      turns.put(phase, run.isEmpty() ? List.of() : List.of(run));
    }
    List<Node> order = turns.values().stream().flatMap(List::stream).flatMap(List::stream).toList();
    return new Sections(SectionPaths.of(order)).group(new SectionKey("", ""), 0, turns);
  }

  private Section.Group group(SectionKey key, int depth, Map<Phase, List<List<Node>>> turns) {
    Map<SectionKey, Child> children = new LinkedHashMap<>();
    Map<Phase, List<List<Section.Call>>> calls = new EnumMap<>(Phase.class);
    turns.forEach(
        (phase, runs) ->
            calls.put(
                phase, runs.stream().map(run -> calls(phase, run, depth, children)).toList()));
    List<Section> sections =
        children.entrySet().stream()
            .map(e -> section(e.getKey(), depth + 1, e.getValue()))
            .toList();
    return new Section.Group(key.path(), key.field(), sections, calls);
  }

  private Section section(SectionKey key, int depth, Child child) {
    boolean isBlock = paths.path(child.anyNode()).size() == depth;
    return isBlock
        ? new Section.Block(key.path(), key.field(), child.turns)
        : group(key, depth, child.turns);
  }

  /** Cuts one turn into turns of children, as few as the order allows. */
  private List<Section.Call> calls(
      Phase phase, List<Node> run, int depth, Map<SectionKey, Child> children) {
    List<Section.Call> calls = new ArrayList<>();
    int from = 0;
    while (from < run.size()) {
      SectionKey key = paths.path(run.get(from)).get(depth);
      int to = from + 1;
      while (to < run.size() && paths.path(run.get(to)).get(depth).equals(key)) {
        to++;
      }
      int index = children.size();
      Child child = children.computeIfAbsent(key, k -> new Child(index));
      calls.add(new Section.Call(child.index, child.add(phase, run.subList(from, to))));
      from = to;
    }
    return List.copyOf(calls);
  }

  /** A child whose turns are still being collected. */
  private static final class Child {
    private final int index;
    private final Map<Phase, List<List<Node>>> turns = new EnumMap<>(Phase.class);

    Child(int index) {
      this.index = index;
      for (Phase phase : Phase.values()) {
        turns.put(phase, new ArrayList<>());
      }
    }

    /** Adds a turn and gives its number. */
    int add(Phase phase, List<Node> nodes) {
      turns.get(phase).add(nodes);
      return turns.get(phase).size() - 1;
    }

    Node anyNode() {
      return turns.values().stream().flatMap(List::stream).findFirst().orElseThrow().get(0);
    }
  }
}
