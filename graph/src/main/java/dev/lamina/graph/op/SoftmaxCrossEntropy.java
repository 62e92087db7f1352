package dev.lamina.graph.op;

/**
 * The training loss and its gradient in one op: softmax cross-entropy, the mean over the batch.
 *
 * <p>Inputs: logits {@code (N, classes)}; labels {@code (N)}. Outputs: metrics (two floats: the
 * mean loss; the number of examples whose largest logit, the first on a tie, is at the label);
 * dlogits {@code (N, classes) = (softmax - target) / N}. The target is {@code 1 - labelSmoothing}
 * at the label plus {@code labelSmoothing / classes} everywhere (Szegedy et al., 2016, section 7).
 *
 * @param labelSmoothing in [0, 1)
 */
public record SoftmaxCrossEntropy(double labelSmoothing) implements ForwardOp {
  @Override
  public String mnemonic() {
    return "softmaxCrossEntropy";
  }
}
