package dev.lamina.graph.op;

import java.util.List;

/**
 * Stochastic gradient descent exactly as PyTorch's: {@code g += weightDecay p; v = momentum v + g;
 * p -= learningRate (nesterov ? g + momentum v : v)}; in the first step {@code v = g}, which
 * zero-initialised velocities give.
 *
 * <p>Inputs: parameters, gradients and velocities, three tensors of one size; hyper-parameters of
 * the step (two floats: learning rate; the step, counted from 1). Outputs: parameters, velocities:
 * the same memory as the inputs.
 *
 * @param momentum in [0, 1)
 * @param weightDecay at least 0, on every parameter
 * @param nesterov Nesterov's variant
 */
public record Sgd(double momentum, double weightDecay, boolean nesterov) implements UpdateOp {

  /** The usual one: momentum 0.9, weight decay 1e-4. */
  public static Sgd usual() {
    return new Sgd(0.9, 1e-4, false);
  }

  @Override
  public String mnemonic() {
    return "sgd";
  }

  @Override
  public List<String> moments() {
    return List.of("momentum_buffer");
  }
}
