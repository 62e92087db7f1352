package dev.lamina.runtime.profile;

import dev.lamina.graph.op.Op;

/**
 * A kernel of a step.
 *
 * @param name the node's path, for example {@code stage2.0.conv1.weightGrad}
 * @param op what it computes
 * @param implementation the library's implementation that was chosen
 * @param cost what it cannot do without
 */
public record ProfiledKernel(String name, Op op, String implementation, Cost cost) {

  /** The member of the network that it belongs to: the first part of its path. */
  public String member() {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** The kind of op, for example {@code conv2d.weightGrad}. */
  public String kind() {
    return op.mnemonic();
  }
}
