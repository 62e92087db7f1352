package dev.lamina.runtime.data.augment;

import dev.lamina.runtime.data.random.RandomStream;

/**
 * A random change to one image, in place.
 *
 * <p>Implementations are immutable and serve several threads at once: what changes is in the
 * scratch, of which every thread has its own. They allocate nothing once the scratch is warm, and
 * draw from the given stream only, so that an image's augmentation is a function of its seed, epoch
 * and number.
 */
@FunctionalInterface
public interface Augmentation {
  /**
   * Changes the image.
   *
   * @param image the image, (height, width, channels), changed in place
   * @param random the stream of this image in this epoch
   */
  void apply(ImageScratch image, RandomStream random);

  /**
   * Draws what {@link #apply} would draw, and says in numbers what that would do, for those who
   * have the image elsewhere.
   *
   * @param placement receives the change
   * @param random the stream of this image in this epoch
   * @return whether the numbers can say it; the same for every image
   */
  default boolean place(Placement placement, RandomStream random) {
    return false;
  }

  /** Returns the augmentation that leaves every image as it is. */
  static Augmentation none() {
    return new Unchanged();
  }

  /**
   * Returns the augmentation of the CIFAR-10 protocol: a horizontal flip with probability 0.5, then
   * a crop of 80 to 100 % of the area with aspect ratio 0.9 to 1.1, resized to the full size.
   */
  static Augmentation flipAndResizedCrop() {
    return new HorizontalFlip(0.5).then(new RandomResizedCrop(0.8, 1.0, 0.9, 1.1));
  }

  /**
   * Returns the augmentation of the ResNeXt protocol: a horizontal flip with probability 0.5, then
   * a crop of the full size from the image padded by 4 black pixels on every side.
   */
  static Augmentation flipAndPaddedCrop() {
    return new HorizontalFlip(0.5).then(new PaddedRandomCrop(4));
  }

  /**
   * Returns the composition: this change, then the next one, drawing from the same stream.
   *
   * @param next what comes after this
   */
  default Augmentation then(Augmentation next) {
    return new InOrder(this, next);
  }
}
