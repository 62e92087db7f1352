package dev.lamina.graph.plan;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How much is alive at each node: no plan can be shorter than the most, and few are much longer.
 */
public final class AliveMemory {

  private AliveMemory() {}

  /**
   * What feature maps take together while each of the nodes runs, in floats per example.
   *
   * @param keepUntil values that must outlive their last reader, with the position of the node
   *     after which they may go
   */
  public static long[] activations(List<Node> order, Map<Value, Integer> keepUntil) {
    long[] changes = new long[order.size() + 1];
    for (Interval interval : Liveness.intervals(order, keepUntil)) {
      if (interval.space() == Space.ACTIVATION) {
        changes[interval.from()] += interval.size();
        changes[interval.to() + 1] -= interval.size();
      }
    }
    Arrays.parallelPrefix(changes, Long::sum);
    return Arrays.copyOf(changes, order.size());
  }
}
