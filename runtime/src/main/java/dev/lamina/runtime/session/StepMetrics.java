package dev.lamina.runtime.session;

/**
 * What one training step measured on its batch, before the update.
 *
 * @param loss the mean loss over the batch
 * @param correct how many examples' largest logit was at the label
 */
public record StepMetrics(double loss, int correct) {}
