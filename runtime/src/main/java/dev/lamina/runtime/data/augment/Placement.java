package dev.lamina.runtime.data.augment;

import java.nio.IntBuffer;

/**
 * What augmentations do to one image, in numbers instead of pixels: it is mirrored or not, then a
 * part of it is shifted or resized into the picture, then a rectangle is covered. Mutable, so that
 * one can be reused image after image.
 */
public final class Placement {
  private final int height;
  private final int width;
  private final CropBox crop = new CropBox();
  private final CropBox cover = new CropBox();
  private byte[] colour = new byte[0];
  private boolean flipped;
  private boolean cropped;
  private boolean covered;

  /** Of images of one size, in pixels. */
  public Placement(int height, int width) {
    this.height = height;
    this.width = width;
    clear();
  }

  /** Leaves the image as it is. */
  public void clear() {
    flipped = false;
    cropped = false;
    covered = false;
    crop.set(0, 0, 0, 0);
    cover.set(0, 0, 0, 0);
  }

  /** Height of the image in pixels. */
  int height() {
    return height;
  }

  /** Width of the image in pixels. */
  int width() {
    return width;
  }

  /** Mirrors the image, or not; false if something was done to it that has to come later. */
  boolean flip(boolean mirrored) {
    flipped ^= mirrored;
    return !cropped && !covered;
  }

  /** The rectangle to crop, to be set; counts as a crop only after {@link #crop}. */
  CropBox box() {
    return crop;
  }

  /**
   * Takes the rectangle in {@link #box}, resized to the full size, or, if it is of height 0, shows
   * what lies there and black beyond the image; false if something was done before that has to come
   * later.
   */
  boolean crop() {
    boolean first = !cropped && !covered;
    cropped = true;
    return first;
  }

  /** Covers a rectangle, which may reach beyond the image; false if there is one already. */
  boolean cover(int top, int left, int size, byte[] with) {
    boolean first = !covered;
    cover.set(top, left, size, size);
    colour = with;
    covered = true;
    return first;
  }

  /** Whether a part is resized. */
  public boolean resizes() {
    return crop.height > 0;
  }

  /** What covers: a byte a channel, or none if nothing does. */
  public byte[] colour() {
    return colour.clone();
  }

  /**
   * Puts all of it: 1 if mirrored, else 0; top, left, height and width of the crop, the last two 0
   * where nothing is resized; first row and column that are covered, and the first behind them.
   */
  public void write(IntBuffer target) {
    target.put(flipped ? 1 : 0).put(crop.top).put(crop.left).put(crop.height).put(crop.width);
    target.put(cover.top).put(cover.left);
    target.put(cover.top + cover.height).put(cover.left + cover.width);
  }
}
