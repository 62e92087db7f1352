package dev.lamina.graph.plan;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Proves a memory plan right without knowing how it was made: it runs the program over arenas in
 * which each range remembers whose value was written last, and checks that every read finds its
 * value whole.
 */
public final class PlanVerifier {

  private final MemoryPlan plan;
  private final Map<Space, TreeMap<Long, Owned>> memory = new EnumMap<>(Space.class);
  private final Map<Space, Long> lengths;

  private PlanVerifier(MemoryPlan plan) {
    this.plan = plan;
    this.lengths =
        Map.of(
            Space.ACTIVATION, plan.activations(),
            Space.MASK, plan.masks(),
            Space.STATISTIC, plan.statistics(),
            Space.FOLDED, plan.folded());
    lengths.keySet().forEach(space -> memory.put(space, new TreeMap<>()));
  }

  /**
   * Checks a plan against the order in which its nodes run.
   *
   * @param keepUntil as for {@link MemoryPlanner#plan}: read once more after these positions
   * @throws IllegalStateException if a value is overwritten before its last use, or lies outside
   *     its arena
   */
  public static void verify(List<Node> order, Map<Value, Integer> keepUntil, MemoryPlan plan) {
    PlanVerifier verifier = new PlanVerifier(plan);
    for (int i = 0; i < order.size(); i++) {
      verifier.run(order.get(i));
      int position = i;
      keepUntil.forEach(
          (value, until) -> {
            if (until == position) {
              verifier.read(value, order.get(position));
            }
          });
    }
  }

  private void run(Node node) {
    node.inputs().forEach(value -> read(value, node));
    Set<Value> written = new HashSet<>();
    for (Value output : node.outputs()) {
      if (memory.containsKey(output.space())) {
        checkAliases(output, node);
        written.forEach(other -> checkApart(output, other, node));
        written.add(output);
        write(output);
      }
    }
  }

  private void read(Value value, Node node) {
    if (!memory.containsKey(value.space())) {
      return;
    }
    long offset = plan.offset(value);
    Owned owned = memory.get(value.space()).get(offset);
    if (owned == null || !owned.value().equals(value) || owned.end() != end(value)) {
      throw new IllegalStateException(
          node.name() + " reads " + value.name() + ", which is not whole at " + offset);
    }
  }

  private void checkAliases(Value output, Node node) {
    for (int i = 0; i < node.inputs().size(); i++) {
      Value input = node.input(i);
      boolean overlap = input.space() == output.space() && overlap(input, output);
      boolean allowed =
          overlap
              && node.output().equals(output)
              && node.op().inPlaceInputs().contains(i)
              && plan.offset(input) == plan.offset(output)
              && input.shape().elements() == output.shape().elements();
      if (overlap && !allowed) {
        throw new IllegalStateException(
            node.name() + " writes " + output.name() + " over its input " + input.name());
      }
    }
  }

  private void checkApart(Value output, Value other, Node node) {
    if (output.space() == other.space() && overlap(output, other)) {
      throw new IllegalStateException(
          node.name() + " writes " + output.name() + " over its output " + other.name());
    }
  }

  private void write(Value value) {
    long start = plan.offset(value);
    long end = end(value);
    if (start < 0 || end > lengths.get(value.space())) {
      throw new IllegalStateException(value.name() + " lies outside its arena");
    }
    TreeMap<Long, Owned> arena = memory.get(value.space());
    Map.Entry<Long, Owned> before = arena.lowerEntry(start);
    if (before != null && before.getValue().end() > start) {
      arena.remove(before.getKey());
    }
    arena.subMap(start, end).clear();
    arena.put(start, new Owned(value, end));
  }

  private boolean overlap(Value a, Value b) {
    return plan.offset(a) < end(b) && plan.offset(b) < end(a);
  }

  private long end(Value value) {
    return plan.offset(value) + value.shape().elements();
  }

  /** The range from its key up to {@code end} holds {@code value}, whole. */
  private record Owned(Value value, long end) {}
}
