package dev.lamina.graph.optimise;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.plan.ArenaLayout;

/**
 * The time in which a norm's output waits for the backward pass.
 *
 * @param norm in the forward graph
 * @param from position of the first node after the last that reads it in the forward pass
 * @param to position of the first node that reads it in the backward pass
 */
record Gap(Node norm, int from, int to) {

  /** What waits. */
  Value map() {
    return norm.output();
  }

  /** The memory that it takes, in floats per example. */
  long size() {
    return ArenaLayout.align(map().shape().elements());
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
