package dev.lamina.runtime.training;

import dev.lamina.graph.op.UpdateOp;

/**
 * How a network is trained, whoever trains it on whatever device.
 *
 * @param optimizer the update of each step
 * @param learningRate of the first epoch
 * @param schedule how it changes
 * @param epochs passes over the training images, at least 1
 * @param batchSize images of a step, at least 1
 * @param augmentation of the training images
 */
public record Recipe(
    UpdateOp optimizer,
    double learningRate,
    LearningRateSchedule schedule,
    int epochs,
    int batchSize,
    AugmentationKind augmentation) {

  /** The learning rate of an epoch, counted from 0. */
  public double learningRate(int epoch) {
    return schedule.learningRate(learningRate, epoch, epochs);
  }

  /** The same for another number of epochs; the schedule's milestones stay where they are. */
  public Recipe withEpochs(int value) {
    return new Recipe(optimizer, learningRate, schedule, value, batchSize, augmentation);
  }

  /** The same with another batch size; the learning rate stays what it is. */
  public Recipe withBatchSize(int value) {
    return new Recipe(optimizer, learningRate, schedule, epochs, value, augmentation);
  }

  /** The same with another initial learning rate. */
  public Recipe withLearningRate(double value) {
    return new Recipe(optimizer, value, schedule, epochs, batchSize, augmentation);
  }

  /** The same with another schedule of the learning rate. */
  public Recipe withSchedule(LearningRateSchedule value) {
    return new Recipe(optimizer, learningRate, value, epochs, batchSize, augmentation);
  }

  /** The same with another augmentation. */
  public Recipe withAugmentation(AugmentationKind value) {
    return new Recipe(optimizer, learningRate, schedule, epochs, batchSize, value);
  }
}
