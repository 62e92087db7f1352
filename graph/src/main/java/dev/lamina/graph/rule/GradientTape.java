package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.BackwardOp;
import java.util.List;

/**
 * What a rule writes its gradient to: the backward graph as it grows from the loss to the input.
 */
public interface GradientTape {

  /** The gradient of the current node's output. */
  Value outputGradient();

  /** Whether the gradient of a value is needed: it depends on a parameter. */
  boolean needs(Value value);

  /**
   * A new value for the gradient of {@code of}, of the same shape; for parameters, its place in the
   * gradient arena.
   */
  Value gradientOf(Value of);

  /** A new value for the gradient that all of the current node's inputs get from it. */
  Value gradientOfEveryInput();

  /** Adds a node that computes gradients; {@code suffix} ends its name. */
  void node(String suffix, BackwardOp op, List<Value> inputs, List<Value> outputs);

  /** States that {@code gradient} is one summand of the gradient of {@code of}. */
  void contribute(Value of, Value gradient);
}
