package dev.lamina.runtime.session;

/**
 * What one training step measured on its batch, before the update.
 *
 * @param loss the mean loss over the batch
 * @param correct how many examples' largest logit was at the label
 */
public record StepMetrics(double loss, int correct) {

  /** From a device's two numbers. */
  static StepMetrics of(double loss, double correct) {
    return new StepMetrics(loss, (int) Math.round(correct));
  }
}
