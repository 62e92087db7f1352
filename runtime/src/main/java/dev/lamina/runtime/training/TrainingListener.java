package dev.lamina.runtime.training;

/**
 * Hears of a run's progress, on the training thread: a slow listener is a slow run. Every method
 * does nothing unless overridden.
 */
public interface TrainingListener {

  /** Before the first step. */
  default void started(RunDescription run) {}

  /** At the beginning of an epoch, counted from 0. */
  default void epochStarted(int epoch) {}

  /**
   * After a training step.
   *
   * @param progress of the epoch so far; changes with the next step
   */
  default void stepped(EpochProgress progress) {}

  /** After an epoch and its validation. */
  default void epochFinished(EpochResult result) {}

  /** After the test of the best weights. */
  default void finished(TrainingResult result) {}

  /** Hears and says nothing. */
  static TrainingListener silent() {
    return new TrainingListener() {};
  }
}
