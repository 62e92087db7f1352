package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.plan.ArenaLayout;

/**
 * The time in which a node's output waits for the backward pass.
 *
 * @param node in the forward graph
 * @param from position of the first node after the last that reads it in the forward pass
 * @param to position of the first node that reads it in the backward pass
 */
record Gap(Node node, int from, int to) {

  /** What waits. */
  Value map() {
    return node.output();
  }

  /** The memory that it takes, in floats per example. */
  long size() {
    return ArenaLayout.align(map().shape().elements());
  }

  /** The same, over by a position at the latest. */
  Gap until(int position) {
    return new Gap(node, from, Math.min(to, position));
  }

  /** The most that is alive within. */
  long most(long[] alive) {
    long most = 0;
    for (int i = from; i < to; i++) {
      most = Math.max(most, alive[i]);
    }
    return most;
  }

  /** Changes what is alive within. */
  void add(long change, long[] alive) {
    for (int i = from; i < to; i++) {
      alive[i] += change;
    }
  }
}
