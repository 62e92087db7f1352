package dev.lamina.dsl;

/** The optimizers of {@link Training}. */
public enum Optimizer {
  /**
   * Stochastic gradient descent with {@link Training#momentum}, {@link Training#nesterov} and
   * {@link Training#weightDecay}, as PyTorch's {@code SGD}.
   */
  SGD,
  /**
   * Adam with decoupled {@link Training#weightDecay} (Loshchilov and Hutter, 2019), with {@link
   * Training#beta1}, {@link Training#beta2} and {@link Training#epsilon}, as PyTorch's {@code
   * AdamW}.
   */
  ADAMW
}
