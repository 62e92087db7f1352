package dev.lamina.graph.recipe;

/**
 * A learning rate that falls along half a cosine over the run (Loshchilov and Hutter, 2017,
 * equation 5, without restarts), as PyTorch's {@code CosineAnnealingLR} does with {@code T_max} at
 * the number of epochs.
 *
 * @param minimum what it would reach after the last epoch, at least 0
 */
public record CosineSchedule(double minimum) implements LearningRateSchedule {

  @Override
  public double learningRate(double initial, int epoch, int epochs) {
    return minimum + (initial - minimum) * (1 + Math.cos(Math.PI * epoch / epochs)) / 2;
  }
}
