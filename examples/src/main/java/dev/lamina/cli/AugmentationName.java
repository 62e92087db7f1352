package dev.lamina.cli;

import dev.lamina.graph.recipe.AugmentationKind;

/** What users call augmentations. */
final class AugmentationName extends NameOf<AugmentationKind> {
  AugmentationName() {
    super(AugmentationKind.class);
  }
}
