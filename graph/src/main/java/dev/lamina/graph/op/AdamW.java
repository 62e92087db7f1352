package dev.lamina.graph.op;

import java.util.List;

/**
 * AdamW exactly as PyTorch's (Loshchilov and Hutter, 2019, algorithm 2): {@code p -= learningRate
 * weightDecay p; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g²; p -= learningRate / (1
 * - beta1^t) m / (√v / √(1 - beta2^t) + epsilon)}.
 *
 * <p>Inputs: parameters, gradients, first moments and second moments, four tensors of one size;
 * hyper-parameters of the step (two floats: learning rate; the step t, counted from 1). Outputs:
 * parameters, first moments, second moments: the same memory as the inputs.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon added to the root
 * @param weightDecay at least 0, on every parameter
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay)
    implements UpdateOp {

  /** The usual one: decays 0.9 and 0.999, epsilon 1e-8, weight decay 1e-4. */
  public static AdamW usual() {
    return new AdamW(0.9, 0.999, 1e-8, 1e-4);
  }

  @Override
  public String mnemonic() {
    return "adamW";
  }

  @Override
  public List<String> moments() {
    return List.of("exp_avg", "exp_avg_sq");
  }
}
