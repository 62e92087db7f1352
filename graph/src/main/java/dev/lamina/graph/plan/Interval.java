package dev.lamina.graph.plan;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.List;

/**
 * The life of one piece of memory.
 *
 * @param space whose arena it lies in
 * @param places of the values that live in it: one after the other, each computed in place from the
 *     one before, or side by side
 * @param size in the arena's unit, aligned
 * @param from position of the node that writes it first
 * @param to position of the last node that needs it
 */
record Interval(Space space, List<Place> places, long size, int from, int to) {

  Interval {
    places = List.copyOf(places);
  }

  /** Whether both are needed at some node. */
  boolean overlaps(Interval other) {
    return from <= other.to && other.from <= to;
  }

  /**
   * Where in an interval's memory a value lies.
   *
   * @param offset from the beginning, in the arena's unit
   */
  record Place(Value value, long offset) {}
}
