package dev.lamina.graph.recipe;

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
  FLIP_PADDED_CROP_AND_CUTOUT
}
