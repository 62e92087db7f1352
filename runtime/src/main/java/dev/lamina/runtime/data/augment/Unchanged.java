package dev.lamina.runtime.data.augment;

import dev.lamina.runtime.data.random.RandomStream;

/** Leaves every image as it is. */
record Unchanged() implements Augmentation {
  @Override
  public void apply(ImageScratch image, RandomStream random) {
    // Nothing is to be done, and nothing is drawn.
  }

  @Override
  public boolean place(Placement placement, RandomStream random) {
    return true;
  }
}
