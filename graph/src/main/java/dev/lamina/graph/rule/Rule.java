package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.ForwardOp;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the compiler knows about one forward op: its shape, its parameters, what it saves
 * for the backward graph and its gradient, in that order.
 *
 * @param <O> the op
 */
interface Rule<O extends ForwardOp> {

  /**
   * The shape of the output; what does not fit is reported. The shape is given in spite of a report
   * where it is known all the same, so that later layers are checked too.
   */
  Optional<Shape> output(O op, List<Shape> inputs, Report report);

  /** The parameters and states that the op reads after its inputs, in order. */
  default List<ParameterNeed> parameters(O op, Shape input) {
    return List.of();
  }

  /** What the training form writes beside its output, in order. */
  default List<Saved> saved(O op, Shape output) {
    return List.of();
  }

  /** Adds the nodes of the gradient to the tape, for a node in training form. */
  void gradient(O op, Node node, GradientTape tape);

  /** Multiply-adds for one example; only convolutions and linear layers count any. */
  default long multiplyAdds(O op, Shape input, Shape output) {
    return 0;
  }
}
