package dev.lamina.runtime.log.picture;

import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.augment.Augmentation;
import dev.lamina.runtime.data.augment.ImageScratch;
import dev.lamina.runtime.data.random.RandomStream;
import java.util.List;

/**
 * Training images against what augmentation makes of them: a column an image, the original on top,
 * below it the image as the first epochs show it to the network, drawn from the run's own random
 * streams.
 */
public final class AugmentationPicture {
  private static final int EPOCHS = 4;
  private static final int SCALE = 3;
  private static final int GAP = 4;
  private static final int BELOW_ORIGINALS = 12;
  private static final int PAPER = 0xffffff;

  private final ImageDataset images;
  private final Augmentation augmentation;
  private final long seed;
  private final ImageScratch scratch;
  private final RandomStream random = new RandomStream();

  private AugmentationPicture(ImageDataset images, Augmentation augmentation, long seed) {
    this.images = images;
    this.augmentation = augmentation;
    this.seed = seed;
    scratch = new ImageScratch(images.channels(), images.height(), images.width());
  }

  /**
   * Draws the grid.
   *
   * @param indices the images
   * @param seed the run's
   */
  public static Picture of(
      ImageDataset images, List<Integer> indices, Augmentation augmentation, long seed) {
    return new AugmentationPicture(images, augmentation, seed).grid(indices);
  }

  private Picture grid(List<Integer> indices) {
    int wide = SCALE * images.width() + GAP;
    int high = SCALE * images.height() + GAP;
    Picture grid =
        new Picture(GAP + indices.size() * wide, GAP + (1 + EPOCHS) * high + BELOW_ORIGINALS);
    grid.fill(0, 0, grid.width(), grid.height(), PAPER);
    for (int column = 0; column < indices.size(); column++) {
      int index = indices.get(column);
      int left = GAP + column * wide;
      grid.paste(Picture.of(images, index), left, GAP, SCALE);
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        int top = GAP + (1 + epoch) * high + BELOW_ORIGINALS;
        grid.paste(augmented(index, epoch), left, top, SCALE);
      }
    }
    return grid;
  }

  private Picture augmented(int index, int epoch) {
    images.copyPixels(index, scratch.pixels(), 0);
    random.seek(seed, RandomStream.Purpose.AUGMENTATION, epoch, index);
    augmentation.apply(scratch, random);
    return Picture.of(scratch.pixels(), images.channels(), images.height(), images.width());
  }
}
