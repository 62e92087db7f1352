package dev.lamina.runtime.training;

import dev.lamina.runtime.session.StepMetrics;

/** The sums of an epoch's training steps so far. */
public final class EpochProgress {
  private final int epoch;
  private int steps;
  private long images;
  private long correct;
  private double lossSum;

  EpochProgress(int epoch) {
    this.epoch = epoch;
  }

  /** Goes on where an interrupted epoch was left. */
  EpochProgress(int epoch, PartialEpoch before) {
    this(epoch);
    steps = before.steps();
    images = before.images();
    correct = before.correct();
    lossSum = before.lossSum();
  }

  /** The sums so far. */
  PartialEpoch partial(double seconds) {
    return new PartialEpoch(steps, images, correct, lossSum, seconds);
  }

  /** Counts a step in. */
  void add(StepMetrics metrics, int batchSize) {
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
