package dev.lamina.graph.plan;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives every computed value a place in its space's arena, so that values which are never alive at
 * once share memory: the largest first, each at the lowest offset that is free for its whole life.
 * Offsets and lengths are multiples of {@link ArenaLayout#ALIGNMENT}.
 */
public final class MemoryPlanner {

  private MemoryPlanner() {}

  /**
   * Plans the memory of nodes that run in this order.
   *
   * @param keepUntil values that must outlive their last reader, with the position of the node
   *     after which they may go
   */
  public static MemoryPlan plan(List<Node> order, Map<Value, Integer> keepUntil) {
    Map<Space, List<Interval>> intervals = new EnumMap<>(Space.class);
    for (Interval interval : Liveness.intervals(order, keepUntil)) {
      intervals.computeIfAbsent(interval.space(), s -> new ArrayList<>()).add(interval);
    }
    Map<Value, Long> offsets = new HashMap<>();
    long activations = place(intervals.getOrDefault(Space.ACTIVATION, List.of()), offsets);
    long masks = place(intervals.getOrDefault(Space.MASK, List.of()), offsets);
    long statistics = place(intervals.getOrDefault(Space.STATISTIC, List.of()), offsets);
    long folded = place(intervals.getOrDefault(Space.FOLDED, List.of()), offsets);
    return new MemoryPlan(offsets, activations, masks, statistics, folded);
  }

  /** Places intervals and returns the length of their arena. */
  private static long place(List<Interval> intervals, Map<Value, Long> offsets) {
    List<Interval> bySize = new ArrayList<>(intervals);
    bySize.sort(
        Comparator.comparingLong(Interval::size)
            .reversed()
            .thenComparingInt(Interval::from)
            .thenComparingInt(interval -> interval.places().get(0).value().id()));
    List<Placed> placed = new ArrayList<>();
    long length = 0;
    for (Interval interval : bySize) {
      long offset = lowestFree(interval, placed);
      placed.add(new Placed(interval, offset));
      interval.places().forEach(place -> offsets.put(place.value(), offset + place.offset()));
      length = Math.max(length, offset + interval.size());
    }
    return length;
  }

  private static long lowestFree(Interval interval, List<Placed> placed) {
    List<Placed> rivals =
        placed.stream()
            .filter(other -> other.interval().overlaps(interval))
            .sorted(Comparator.comparingLong(Placed::offset))
            .toList();
    long offset = 0;
    for (Placed rival : rivals) {
      if (rival.offset() >= offset + interval.size()) {
        break;
      }
      offset = Math.max(offset, rival.offset() + rival.interval().size());
    }
    return offset;
  }

  private record Placed(Interval interval, long offset) {}
}
