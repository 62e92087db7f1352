package dev.lamina.runtime.data;

import java.util.Optional;

/**
 * A data set as published: training images and test images.
 *
 * @param training images to train (and validate) on
 * @param test images that are touched only at the end
 * @param origin where the images came from, for logs: a folder, or a sample's name
 * @param notice what a user must be told before any result is shown, empty if this is the whole
 *     data set
 */
public record TrainTest(
    ImageDataset training, ImageDataset test, String origin, Optional<String> notice) {
  /** One part of ten of the training images is held out for validation. */
  private static final int HELD_OUT = 10;

  /** Returns whether this is only a part of the data set, so that accuracies mean nothing. */
  public boolean isSample() {
    return notice.isPresent();
  }

  /**
   * Holds out a tenth of the training images for validation: of 50,000 images 5,000.
   *
   * @param seed the seed of {@link Split}
   */
  public Split split(long seed) {
    int total = training.size();
    return Split.of(total, total - total / HELD_OUT, seed);
  }
}
