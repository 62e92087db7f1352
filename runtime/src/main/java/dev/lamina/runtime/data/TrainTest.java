package dev.lamina.runtime.data;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data set as it is published: training images, test images, and how both are normalized.
 *
 * @param training images to train (and validate) on
 * @param test images that are touched only at the end
 * @param origin where the images came from, for logs: a folder, or a sample's name
 * @param notice what a user must be told before any result is shown, empty if this is the whole
 *     data set
 * @param normalization turns its pixels into a network's input; kept with the weights
 * @param validation how many of the training images, at their end, the data set itself sets apart
 *     for validation; empty if that is left to {@link #split}
 */
public record TrainTest(
    ImageDataset training,
    ImageDataset test,
    String origin,
    Optional<String> notice,
    Normalization normalization,
    OptionalInt validation) {
  /** One part of ten of the training images is held out for validation. */
  private static final int HELD_OUT = 10;

  /** Refuses a normalization for other images, and more validation images than there are. */
  public TrainTest {
    if (normalization.channels() != training.channels()) {
      throw new IllegalArgumentException(
          "images have %d channels, the normalization %d"
              .formatted(training.channels(), normalization.channels()));
    }
    int held = validation.orElse(1);
    if (held < 1 || held > training.size()) {
      throw new IllegalArgumentException(
          "%d of %d training images cannot be for validation".formatted(held, training.size()));
    }
  }

  /** A data set that sets no images apart for validation. */
  public TrainTest(
      ImageDataset training,
      ImageDataset test,
      String origin,
      Optional<String> notice,
      Normalization normalization) {
    this(training, test, origin, notice, normalization, OptionalInt.empty());
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

  /**
   * Returns the same with some of its images set apart for validation.
   *
   * @param count how many, at the end of the training images; 1 to all of them
   */
  public TrainTest withValidation(int count) {
    return new TrainTest(training, test, origin, notice, normalization, OptionalInt.of(count));
  }

  /** Returns whether this is only a part of the data set, so that accuracies mean nothing. */
  public boolean isSample() {
    return notice.isPresent();
  }

  /**
   * Divides the training images: what the data set sets apart is for validation, otherwise a tenth,
   * of 50,000 images 5,000.
   *
   * @param seed the seed of {@link Split}
   */
  public Split split(long seed) {
    int total = training.size();
    return validation.isPresent()
        ? Split.atTheEnd(total, total - validation.getAsInt(), seed)
        : Split.of(total, total - total / HELD_OUT, seed);
  }
}
