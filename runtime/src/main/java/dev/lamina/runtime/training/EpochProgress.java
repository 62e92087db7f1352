package dev.lamina.runtime.training;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.session.StepMetrics;

/** The sums of an epoch's training steps so far. */
public final class EpochProgress {
  private final int epoch;
  private final double learningRate;
  private int steps;
  private long images;
  private long correct;
  private double lossSum;

  EpochProgress(int epoch, double learningRate) {
    this.epoch = epoch;
    this.learningRate = learningRate;
  }

  /** Goes on where an interrupted epoch was left. */
  EpochProgress(int epoch, double learningRate, PartialEpoch before) {
    this(epoch, learningRate);
    steps = before.steps();
    images = before.images();
    correct = before.correct();
    lossSum = before.lossSum();
  }

  /** The sums so far. */
  PartialEpoch partial(double seconds) {
    return new PartialEpoch(steps, images, correct, lossSum, seconds);
  }

  /**
   * Counts a step in.
   *
   * @throws UserError if the loss is not finite: no later step could mend the weights
   */
  void add(StepMetrics metrics, int batchSize) {
    if (!Double.isFinite(metrics.loss())) {
      throw new UserError(
          "the loss became %s in epoch %d, step %d (learning rate %s); lower the learning rate"
              .formatted(metrics.loss(), epoch + 1, steps + 1, learningRate));
    }
    steps++;
    images += batchSize;
    correct += metrics.correct();
    lossSum += metrics.loss() * batchSize;
  }

  /** The epoch, from 0. */
  public int epoch() {
    return epoch;
  }

  /** Steps so far. */
  public int steps() {
    return steps;
  }

  /** Images so far. */
  public long images() {
    return images;
  }

  /** Mean loss over the images so far. */
  public double loss() {
    return lossSum / images;
  }

  /** The part of the images so far that was classified correctly, 0 to 1. */
  public double accuracy() {
    return (double) correct / images;
  }
}
