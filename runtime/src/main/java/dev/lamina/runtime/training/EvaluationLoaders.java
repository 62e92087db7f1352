package dev.lamina.runtime.training;

import dev.lamina.runtime.data.loader.BatchLoader;

/**
 * The batches of an evaluation, made ahead on threads that end with {@link #close}.
 *
 * @param validation in order, complete
 * @param test in order, complete
 */
record EvaluationLoaders(BatchLoader validation, BatchLoader test) implements AutoCloseable {

  @Override
  public void close() {
    validation.close();
    test.close();
  }
}
