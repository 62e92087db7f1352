package dev.lamina.graph.op;

import java.util.List;

/** An optimizer's update of the whole parameter arena, in place. */
public sealed interface UpdateOp extends ArenaOp permits AdamW, Sgd {

  /**
   * What is kept for each parameter from step to step, by the names that PyTorch's optimizers have
   * for it, in the order of the operands.
   */
  List<String> moments();
}
