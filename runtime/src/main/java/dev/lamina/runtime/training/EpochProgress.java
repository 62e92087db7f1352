package dev.lamina.runtime.training;

import dev.lamina.runtime.session.StepMetrics;

/**
 * The sums of an epoch's training steps so far. What a step measured is known some steps later
 * where the device runs behind: {@link #loss} and {@link #accuracy} are those of the steps that
 * were read back.
 */
public final class EpochProgress {
  private final int epoch;
  private int steps;
  private long images;
  private int stepsRead;
  private long imagesRead;
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
    stepsRead = steps;
    imagesRead = images;
    correct = before.correct();
    lossSum = before.lossSum();
  }

  /** The sums so far, when all steps were read back. */
  PartialEpoch partial(double seconds) {
    return new PartialEpoch(steps, images, correct, lossSum, seconds);
  }

  /** Counts a step in that was enqueued. */
  void count(int batchSize) {
    steps++;
    images += batchSize;
  }

  /** Steps whose metrics were not read back yet; their batches are all of one size. */
  int unread() {
    return steps - stepsRead;
  }

  /** Adds what the first of the unread steps measured. */
  void read(StepMetrics metrics) {
    long batchSize = (images - imagesRead) / unread();
    stepsRead++;
    imagesRead += batchSize;
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

  /** Images so far whose steps were read back. */
  public long imagesRead() {
    return imagesRead;
  }

  /** Mean loss over the images read back; not a number before the first. */
  public double loss() {
    return lossSum / imagesRead;
  }

  /**
   * The part of the images read back that was classified correctly, 0 to 1; not a number before the
   * first.
   */
  public double accuracy() {
    return (double) correct / imagesRead;
  }
}
