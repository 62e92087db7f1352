package dev.lamina.runtime.reference;

import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import java.util.Objects;

/** Softmax cross-entropy and its gradient. A label that is no class ends the run. */
final class LossKernels {
  private final double smoothing;
  private final int classes;
  private final Reals logits;
  private final Reals dlogits;

  private LossKernels(double smoothing, int classes, Reals logits, Reals dlogits) {
    this.smoothing = smoothing;
    this.classes = classes;
    this.logits = logits;
    this.dlogits = dlogits;
  }

  static Kernel forward(SoftmaxCrossEntropy op, Binding binding) {
    int batch = binding.input(0).batch();
    int classes = binding.input(0).shape().channels();
    Reals logits = Reals.of(binding.input(0));
    Ints labels = Ints.of(binding.input(1));
    Reals metrics = Reals.of(binding.output(0));
    LossKernels loss =
        new LossKernels(op.labelSmoothing(), classes, logits, Reals.of(binding.output(1)));
    return () -> {
      double sum = 0;
      int correct = 0;
      for (int n = 0; n < batch; n++) {
        int label = Objects.checkIndex(labels.get(n), classes);
        int largest = loss.largest(n);
        correct += largest == label ? 1 : 0;
        sum += loss.example(n, label, largest, batch);
      }
      metrics.set(0, sum / batch);
      metrics.set(1, correct);
    };
  }

  /** The class of the first largest logit. */
  private int largest(int n) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (logits.get(n * classes + c) > logits.get(n * classes + best)) {
        best = c;
      }
    }
    return best;
  }

  /** The loss of one example, and the gradient of the mean loss with respect to its logits. */
  private double example(int n, int label, int largest, int batch) {
    int row = n * classes;
    double max = logits.get(row + largest);
    double total = 0;
    for (int c = 0; c < classes; c++) {
      total += Math.exp(logits.get(row + c) - max);
    }
    double logTotal = max + Math.log(total);
    double loss = 0;
    for (int c = 0; c < classes; c++) {
      double target = smoothing / classes + (c == label ? 1 - smoothing : 0);
      double logProbability = logits.get(row + c) - logTotal;
      loss -= target * logProbability;
      dlogits.set(row + c, (Math.exp(logProbability) - target) / batch);
    }
    return loss;
  }
}
