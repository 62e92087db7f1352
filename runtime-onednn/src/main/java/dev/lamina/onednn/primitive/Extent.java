package dev.lamina.onednn.primitive;

/**
 * A number of pixels along both axes.
 *
 * @param height along the vertical axis
 * @param width along the horizontal axis
 */
public record Extent(long height, long width) {
  long[] toArray() {
    return new long[] {height, width};
  }
}
