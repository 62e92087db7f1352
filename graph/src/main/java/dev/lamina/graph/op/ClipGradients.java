package dev.lamina.graph.op;

/**
 * Scales all gradients together down to a greatest Euclidean norm (Pascanu et al., 2013, algorithm
 * 1), exactly as PyTorch's {@code clip_grad_norm_}: {@code g *= min(1, maxNorm / (|g| + 1e-6))}.
 *
 * <p>Input: the gradient arena, one tensor. Output: the same memory.
 *
 * @param maxNorm positive
 */
public record ClipGradients(double maxNorm) implements ArenaOp {
  /** Keeps the quotient finite, as PyTorch has it. */
  public static final double EPSILON = 1e-6;

  @Override
  public String mnemonic() {
    return "clipGradients";
  }
}
