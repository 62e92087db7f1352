package dev.lamina.graph.recipe;

/** How the learning rate changes from epoch to epoch. */
public sealed interface LearningRateSchedule permits CosineSchedule, MultiStepSchedule {

  /**
   * The learning rate of an epoch.
   *
   * @param initial the rate of the first epoch
   * @param epoch from 0
   * @param epochs of the whole run
   */
  double learningRate(double initial, int epoch, int epochs);
}
