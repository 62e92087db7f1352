package dev.lamina.runtime.training;

import dev.lamina.runtime.data.loader.BatchLoader;

/**
 * The batches of a run, made ahead on threads that end with {@link #close}.
 *
 * @param training shuffled, augmented, full batches only
 * @param validation in order, complete
 * @param test in order, complete
 */
record RunLoaders(BatchLoader training, BatchLoader validation, BatchLoader test)
    implements AutoCloseable {

  @Override
  public void close() {
    training.close();
    validation.close();
    test.close();
  }
}
