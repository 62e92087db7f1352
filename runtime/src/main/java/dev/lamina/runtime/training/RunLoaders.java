package dev.lamina.runtime.training;

import dev.lamina.runtime.data.loader.BatchLoader;

/**
 * The batches of a training run, made ahead on threads that end with {@link #close}.
 *
 * @param training shuffled, augmented, full batches only
 * @param checksum of the training images and their labels, in the order of the split
 * @param evaluation validation and test images
 */
record RunLoaders(BatchLoader training, String checksum, EvaluationLoaders evaluation)
    implements AutoCloseable {

  @Override
  public void close() {
    training.close();
    evaluation.close();
  }
}
