package dev.lamina.runtime.training;

import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.augment.Augmentation;
import dev.lamina.runtime.data.augment.Cutout;

/** The augmentations that recipes choose from. */
public enum AugmentationKind {
  /** Images as they are. */
  NONE,
  /** A flip with probability 0.5, then a resized crop of 80 to 100 % of the area. */
  FLIP_AND_RESIZED_CROP,
  /** A flip with probability 0.5, then a crop from the image padded by 4 pixels. */
  FLIP_AND_PADDED_CROP,
  /**
   * As {@link #FLIP_AND_PADDED_CROP}, then a square of 16x16 pixels covered by the mean colour:
   * what DeVries and Taylor (2017) do for CIFAR-10.
   */
  FLIP_PADDED_CROP_AND_CUTOUT;

  private static final int CUTOUT_SIZE = 16;

  /**
   * What is done to every training image.
   *
   * @param normalization of the data set; its mean is what covered pixels become
   */
  public Augmentation augmentation(Normalization normalization) {
    return switch (this) {
      case NONE -> Augmentation.none();
      case FLIP_AND_RESIZED_CROP -> Augmentation.flipAndResizedCrop();
      case FLIP_AND_PADDED_CROP -> Augmentation.flipAndPaddedCrop();
      case FLIP_PADDED_CROP_AND_CUTOUT ->
          Augmentation.flipAndPaddedCrop().then(new Cutout(CUTOUT_SIZE, normalization.mean()));
    };
  }
}
