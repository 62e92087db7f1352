package dev.lamina.runtime.data.augment;

/** A rectangle inside an image, in pixels. Mutable, so that a thread can reuse one. */
public final class CropBox {
  int top;
  int left;
  int height;
  int width;

  /**
   * Places the rectangle.
   *
   * @param top first row
   * @param left first column
   * @param height rows, positive
   * @param width columns, positive
   */
  public void set(int top, int left, int height, int width) {
    this.top = top;
    this.left = left;
    this.height = height;
    this.width = width;
  }
}
