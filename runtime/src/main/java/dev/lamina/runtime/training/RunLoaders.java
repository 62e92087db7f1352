package dev.lamina.runtime.training;

import dev.lamina.runtime.data.loader.BatchLoader;

/**
 * The batches of a training run, made ahead on threads that end with {@link #close}.
 *
 * @param training shuffled, augmented, full batches only
 * @param evaluation validation and test images
 */
record RunLoaders(BatchLoader training, EvaluationLoaders evaluation) implements AutoCloseable {

  @Override
  public void close() {
    training.close();
    evaluation.close();
  }
}
