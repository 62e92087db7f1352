package dev.lamina.onednn.primitive;

/**
 * How a convolution's or pooling's window moves over a map.
 *
 * @param kernel size of the window in pixels; for a convolution its weights tell it, too
 * @param stride step between two windows in pixels
 * @param padding pixels added on each of the four sides
 */
public record Geometry(Extent kernel, Extent stride, Extent padding) {

  /** A window that is the same in both axes. */
  public static Geometry square(long kernel, long stride, long padding) {
    return new Geometry(
        new Extent(kernel, kernel), new Extent(stride, stride), new Extent(padding, padding));
  }

  /** One window that covers {@code height} times {@code width} pixels. */
  public static Geometry whole(long height, long width) {
    return new Geometry(new Extent(height, width), new Extent(1, 1), new Extent(0, 0));
  }

  /** In oneDNN's counting: the pixels left out between two taps. */
  Extent dilation() {
    return new Extent(0, 0);
  }
}
