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

  private Liveness(List<Node> order, Map<Value, Integer> keepUntil) {
    this.order = order;
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
    Optional<Value> host =
        output.equals(node.output()) ? inPlaceHost(node, position) : Optional.empty();
    Chain chain = host.map(chains::get).orElseGet(() -> new Chain(position, new ArrayList<>()));
    chain.values().add(output);
    chains.put(output, chain);
  }

  /** The input whose memory the node's first output can take over. */
  private Optional<Value> inPlaceHost(Node node, int position) {
    return node.op().inPlaceInputs().stream()
        .map(node::input)
        .filter(input -> input.space() == node.output().space())
        .filter(input -> input.shape().elements() == node.output().shape().elements())
        .filter(input -> chains.containsKey(input) && lastUse.get(input) == position)
        .filter(input -> Collections.frequency(node.inputs(), input) == 1)
        .findFirst();
  }

  private Interval interval(Chain chain) {
    List<Value> values = chain.values();
    int to = values.stream().mapToInt(lastUse::get).max().orElseThrow();
    long size = ArenaLayout.align(values.get(0).shape().elements());
    return new Interval(values.get(0).space(), values, size, chain.from(), to);
  }

  /** Values that share memory, in the order of their computation. */
  private record Chain(int from, List<Value> values) {}
}
