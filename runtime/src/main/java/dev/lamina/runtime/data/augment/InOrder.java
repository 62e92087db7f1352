package dev.lamina.runtime.data.augment;

import dev.lamina.runtime.data.random.RandomStream;

/** One change, then another, drawing from the same stream. */
record InOrder(Augmentation first, Augmentation second) implements Augmentation {
  @Override
  public void apply(ImageScratch image, RandomStream random) {
    first.apply(image, random);
    second.apply(image, random);
  }

  @Override
  public boolean place(Placement placement, RandomStream random) {
    return first.place(placement, random) && second.place(placement, random);
  }
}
