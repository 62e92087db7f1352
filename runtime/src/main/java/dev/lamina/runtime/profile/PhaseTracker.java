package dev.lamina.runtime.profile;

import dev.lamina.graph.op.ArenaOp;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.runtime.session.Phase;

/** Tells the phases of a step by the order of its ops: the loss ends the forward phase. */
final class PhaseTracker {
  private boolean lossKnown;

  /** A new step begins. */
  void reset() {
    lossKnown = false;
  }

  /** The phase of the op that runs next. */
  Phase of(Op op) {
    if (op instanceof ArenaOp) {
      return Phase.UPDATE;
    }
    Phase phase = lossKnown ? Phase.BACKWARD : Phase.FORWARD;
    lossKnown |= op instanceof SoftmaxCrossEntropy;
    return phase;
  }
}
