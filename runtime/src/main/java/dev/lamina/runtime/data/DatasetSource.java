package dev.lamina.runtime.data;

/** A place that a data set can be had from: a folder, a cache, a resource. */
@FunctionalInterface
public interface DatasetSource {
  /**
   * Reads the data set into memory.
   *
   * @throws dev.lamina.runtime.UserError if a file is missing or damaged
   */
  TrainTest load();
}
