package dev.lamina.graph.plan;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.List;

/**
 * The life of one piece of memory.
 *
 * @param space whose arena it lies in
 * @param values that live in it one after the other, each computed in place from the one before
 * @param size in the arena's unit, aligned
 * @param from position of the node that writes it first
 * @param to position of the last node that needs it
 */
record Interval(Space space, List<Value> values, long size, int from, int to) {

  Interval {
    values = List.copyOf(values);
  }

  /** Whether both are needed at some node. */
  boolean overlaps(Interval other) {
    return from <= other.to && other.from <= to;
  }
}
