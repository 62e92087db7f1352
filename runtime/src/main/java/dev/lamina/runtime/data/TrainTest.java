package dev.lamina.runtime.data;

import java.util.Optional;

/**
 * A data set as it is published: training images, test images, and how both are normalized.
 *
 * @param training images to train (and validate) on
 * @param test images that are touched only at the end
 * @param origin where the images came from, for logs: a folder, or a sample's name
 * @param notice what a user must be told before any result is shown, empty if this is the whole
 *     data set
 * @param normalization turns its pixels into a network's input; kept with the weights
 */
public record TrainTest(
    ImageDataset training,
    ImageDataset test,
    String origin,
    Optional<String> notice,
    Normalization normalization) {
  /** One part of ten of the training images is held out for validation. */
  private static final int HELD_OUT = 10;

  /** Refuses a normalization for images of another number of channels. */
  public TrainTest {
    if (normalization.channels() != training.channels()) {
      throw new IllegalArgumentException(
          "images have %d channels, the normalization %d"
              .formatted(training.channels(), normalization.channels()));
    }
  }

  /**
   * A complete data set, normalized by the mean and deviation of its training images.
   *
   * @param training at least one image
   * @param test images of the same size
   * @param origin where they came from, for logs
   */
  public static TrainTest of(ImageDataset training, ImageDataset test, String origin) {
    return new TrainTest(training, test, origin, Optional.empty(), Normalization.of(training));
  }

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
