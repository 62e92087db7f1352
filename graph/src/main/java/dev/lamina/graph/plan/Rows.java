package dev.lamina.graph.plan;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Op;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values that get places side by side, as ops ask for ({@link Op#sideBySide}). */
final class Rows {

  private final Map<Value, List<Value>> rows = new HashMap<>();

  private Rows() {}

  /** The longest rows that are asked for; shorter ones lie within these, or are not kept. */
  static Rows of(List<Node> order) {
    Set<Value> written = new HashSet<>();
    order.forEach(node -> written.addAll(node.outputs()));
    Rows rows = new Rows();
    order.stream()
        .flatMap(node -> node.rows().stream())
        .filter(row -> row.size() > 1 && written.containsAll(row))
        .filter(row -> row.stream().allMatch(Rows::leavesNoGap))
        .sorted(Comparator.<List<Value>>comparingInt(List::size).reversed())
        .forEach(rows::add);
    return rows;
  }

  private static boolean leavesNoGap(Value value) {
    long elements = value.shape().elements();
    return value.space() == Space.ACTIVATION && ArenaLayout.align(elements) == elements;
  }

  private void add(List<Value> row) {
    if (Collections.disjoint(rows.keySet(), row) && new HashSet<>(row).size() == row.size()) {
      row.forEach(value -> rows.put(value, row));
    }
  }

  /** Whether a value has a place of its own. */
  boolean isAlone(Value value) {
    return !rows.containsKey(value);
  }

  /** The row of a value: itself, if it is alone. */
  List<Value> of(Value value) {
    return rows.getOrDefault(value, List.of(value));
  }
}
