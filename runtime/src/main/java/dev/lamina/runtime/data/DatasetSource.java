package dev.lamina.runtime.data;

/**
 * A place that a data set can be had from: a folder, a cache, a resource. This is the seam for
 * further data sets.
 */
@FunctionalInterface
public interface DatasetSource {
  /**
   * Reads the data set into memory.
   *
   * @throws dev.lamina.runtime.UserError if a file is missing or damaged
   */
  TrainTest load();

  /**
   * Returns this data set with images of the size that a network takes. A data set whose images
   * have a size of their own, as most published ones, is returned as it is.
   *
   * @param height in pixels, positive
   * @param width in pixels, positive
   */
  default DatasetSource fitted(int height, int width) {
    return this;
  }
}
