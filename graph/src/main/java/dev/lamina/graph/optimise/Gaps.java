package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.plan.AliveMemory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How long a training graph's maps wait for the backward pass, and what that does to the peak. */
final class Gaps {

  private final Map<Value, Integer> lastForward = new HashMap<>();
  private final Map<Value, Integer> firstBackward = new HashMap<>();

  /** What lies side by side is one piece of memory, which no map in it gives back by itself. */
  private final Set<Value> sideBySide;

  Gaps(TrainingGraph graph) {
    List<Node> order = graph.order();
    sideBySide =
        order.stream()
            .flatMap(node -> node.rows().stream())
            .flatMap(List::stream)
            .collect(Collectors.toSet());
    int forward = graph.forward().size();
    for (int i = 0; i < order.size(); i++) {
      for (Value input : order.get(i).inputs()) {
        if (i < forward) {
          lastForward.put(input, i);
        } else {
          firstBackward.putIfAbsent(input, i);
        }
      }
    }
  }

  /** Whether the backward pass reads what a node writes, and memory is won if it is not kept. */
  boolean waits(Node node) {
    return firstBackward.containsKey(node.output()) && !sideBySide.contains(node.output());
  }

  /** The gap of a node's output, which the backward pass reads. */
  Gap of(Node node) {
    Value map = node.output();
    return new Gap(node, lastForward.get(map) + 1, firstBackward.get(map));
  }

  /** What maps take together while each node runs, without some maps that wait. */
  static long[] alive(TrainingGraph graph, List<Gap> without) {
    long[] alive = AliveMemory.activations(graph.order(), graph.keepUntil());
    without.forEach(gap -> gap.add(-gap.size(), alive));
    return alive;
  }

  /** The peak. */
  static long greatest(long[] alive) {
    return Arrays.stream(alive).max().orElse(0);
  }

  /**
   * The nodes without which the peak would be higher than it may, by their outputs.
   *
   * @param gaps of all nodes that can be computed again, those first that had better be kept
   * @param alive if all are computed again; changes to what is alive if these are
   * @param peak that may be reached
   */
  static Map<Value, Node> needed(List<Gap> gaps, long[] alive, long peak) {
    Map<Value, Node> needed = new HashMap<>();
    for (Gap gap : gaps) {
      if (gap.most(alive) + gap.size() <= peak) {
        gap.add(gap.size(), alive);
      } else {
        needed.put(gap.map(), gap.node());
      }
    }
    return needed;
  }
}
