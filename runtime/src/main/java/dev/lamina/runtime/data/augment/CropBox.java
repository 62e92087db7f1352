package dev.lamina.runtime.data.augment;

/** A rectangle inside an image, in pixels. Mutable, so that a thread can reuse one. */
final class CropBox {
  int top;
  int left;
  int height;
  int width;

  void set(int top, int left, int height, int width) {
    this.top = top;
    this.left = left;
    this.height = height;
    this.width = width;
  }
}
