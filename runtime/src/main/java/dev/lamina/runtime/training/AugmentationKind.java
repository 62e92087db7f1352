package dev.lamina.runtime.training;

import dev.lamina.runtime.data.augment.Augmentation;

/** The augmentations that recipes choose from. */
public enum AugmentationKind {
  /** Images as they are. */
  NONE,
  /** A flip with probability 0.5, then a resized crop of 80 to 100 % of the area. */
  FLIP_AND_RESIZED_CROP,
  /** A flip with probability 0.5, then a crop from the image padded by 4 pixels. */
  FLIP_AND_PADDED_CROP;

  /** What is done to every training image. */
  public Augmentation augmentation() {
    return switch (this) {
      case NONE -> Augmentation.none();
      case FLIP_AND_RESIZED_CROP -> Augmentation.flipAndResizedCrop();
      case FLIP_AND_PADDED_CROP -> Augmentation.flipAndPaddedCrop();
    };
  }
}
