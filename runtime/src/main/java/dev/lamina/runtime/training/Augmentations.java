package dev.lamina.runtime.training;

import dev.lamina.graph.recipe.AugmentationKind;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.augment.Augmentation;
import dev.lamina.runtime.data.augment.Cutout;

/** What is done to images under the names that recipes know. */
public final class Augmentations {
  private static final int CUTOUT_SIZE = 16;

  private Augmentations() {}

  /**
   * What is done to every training image.
   *
   * @param normalization of the data set; its mean is what covered pixels become
   */
  public static Augmentation of(AugmentationKind kind, Normalization normalization) {
    return switch (kind) {
      case NONE -> Augmentation.none();
      case FLIP_AND_RESIZED_CROP -> Augmentation.flipAndResizedCrop();
      case FLIP_AND_PADDED_CROP -> Augmentation.flipAndPaddedCrop();
      case FLIP_PADDED_CROP_AND_CUTOUT ->
          Augmentation.flipAndPaddedCrop().then(new Cutout(CUTOUT_SIZE, normalization.mean()));
    };
  }
}
