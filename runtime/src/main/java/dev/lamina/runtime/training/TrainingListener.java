package dev.lamina.runtime.training;

import java.util.List;

/**
 * Hears of a run's progress, on the training thread: a slow listener is a slow run. Every method
 * does nothing unless overridden.
 */
public interface TrainingListener {

  /** Before the first step. */
  default void started(RunDescription run) {}

  /** Right after {@link #started}: what the run works on, for those who show pictures of it. */
  default void prepared(RunMaterial material) {}

  /** At the beginning of an epoch, counted from 0. */
  default void epochStarted(int epoch) {}

  /**
   * After a training step, which the device may not have finished yet.
   *
   * @param progress of the epoch so far; changes with the next step
   */
  default void stepped(EpochProgress progress) {}

  /**
   * After the validation of an epoch.
   *
   * @param predictions for all validation images, with the weights at the epoch's end
   */
  default void validated(int epoch, Predictions predictions) {}

  /** After an epoch and its validation. */
  default void epochFinished(EpochResult result) {}

  /**
   * After the test of the best weights.
   *
   * @param predictions for all test images, in the data set's order
   */
  default void tested(Predictions predictions) {}

  /** At the end: everything that a run comes to. */
  default void finished(TrainingResult result) {}

  /** Hears and says nothing. */
  static TrainingListener silent() {
    return new TrainingListener() {};
  }

  /** Tells several listeners, one after the other in the order given. */
  static TrainingListener all(TrainingListener... listeners) {
    return new TrainingListeners(List.of(listeners));
  }
}
