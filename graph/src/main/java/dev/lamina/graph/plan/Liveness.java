package dev.lamina.graph.plan;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds how long each value is needed, and which values can be computed in the place of another.
 */
final class Liveness {

  private static final Set<Space> PLANNED =
      EnumSet.of(Space.ACTIVATION, Space.MASK, Space.STATISTIC, Space.FOLDED);

  private final List<Node> order;
  private final Map<Value, Integer> lastUse = new HashMap<>();
  private final Map<Value, Chain> chains = new LinkedHashMap<>();
  private final Rows rows;

  private Liveness(List<Node> order, Map<Value, Integer> keepUntil) {
    this.order = order;
    this.rows = Rows.of(order);
    for (int i = 0; i < order.size(); i++) {
      int position = i;
      order.get(i).outputs().forEach(value -> lastUse.put(value, position));
      order.get(i).inputs().forEach(value -> lastUse.put(value, position));
    }
    keepUntil.forEach((value, position) -> lastUse.merge(value, position, Math::max));
  }

  /** The intervals of all values that need planned memory. */
  static List<Interval> intervals(List<Node> order, Map<Value, Integer> keepUntil) {
    return new Liveness(order, keepUntil).run();
  }

  private List<Interval> run() {
    for (int i = 0; i < order.size(); i++) {
      Node node = order.get(i);
      for (Value output : node.outputs()) {
        if (PLANNED.contains(output.space())) {
          place(output, node, i);
        }
      }
    }
    return chains.values().stream().distinct().map(this::interval).toList();
  }

  private void place(Value output, Node node, int position) {
    if (chains.containsKey(output)) {
      return;
    }
    Optional<Value> host =
        output.equals(node.output()) ? inPlaceHost(node, position) : Optional.empty();
    host.map(chains::get)
        .ifPresentOrElse(
            chain -> {
              chain.places().add(new Interval.Place(output, 0));
              chains.put(output, chain);
            },
            () -> begin(rows.of(output), position));
  }

  /** Gives a value, or values side by side, memory of its own. */
  private void begin(List<Value> row, int position) {
    Chain chain = new Chain(position, new ArrayList<>());
    long offset = 0;
    for (Value value : row) {
      chain.places().add(new Interval.Place(value, offset));
      chains.put(value, chain);
      offset += value.shape().elements();
    }
  }

  /** The input whose memory the node's first output can take over. */
  private Optional<Value> inPlaceHost(Node node, int position) {
    return node.op().inPlaceInputs().stream()
        .map(node::input)
        .filter(input -> input.space() == node.output().space())
        .filter(input -> input.shape().elements() == node.output().shape().elements())
        .filter(input -> chains.containsKey(input) && lastUse.get(input) == position)
        .filter(input -> rows.isAlone(input) && rows.isAlone(node.output()))
        .filter(input -> Collections.frequency(node.inputs(), input) == 1)
        .findFirst();
  }

  private Interval interval(Chain chain) {
    List<Interval.Place> places = chain.places();
    int to = places.stream().mapToInt(place -> lastUse.get(place.value())).max().orElseThrow();
    long size =
        places.stream()
            .mapToLong(place -> place.offset() + place.value().shape().elements())
            .max()
            .orElseThrow();
    Space space = places.get(0).value().space();
    return new Interval(space, places, ArenaLayout.align(size), chain.from(), to);
  }

  /** Values that share memory, in the order of their computation or, side by side, of memory. */
  private record Chain(int from, List<Interval.Place> places) {}
}
