package dev.lamina.onednn.primitive;

/**
 * How a convolution's or pooling's window moves over a map.
 *
 * @param kernel size of the window in pixels; for a convolution its weights tell it, too
 * @param stride step between two windows in pixels
 * @param padding pixels added on each of the four sides
 */
public record Geometry(Extent kernel, Extent stride, Extent padding) {

  /**
   * A window that is the same in both axes, on maps of this size. A step that leads beyond the map
   * is shortened, which changes nothing: code that oneDNN generates for a step of 32,768 pixels
   * reads at address 0.
   */
  public static Geometry square(long kernel, long stride, long padding, long height, long width) {
    return new Geometry(
        Extent.of(kernel, kernel),
        Extent.of(
            Math.min(stride, height + 2 * padding - kernel + 1),
            Math.min(stride, width + 2 * padding - kernel + 1)),
        Extent.of(padding, padding));
  }

  /** One window that covers {@code height} times {@code width} pixels. */
  public static Geometry whole(long height, long width) {
    return new Geometry(Extent.of(height, width), Extent.of(1, 1), Extent.of(0, 0));
  }

  /** Windows of one pixel that go through the whole depth of a map. */
  public static Geometry through(long depth) {
    return new Geometry(Extent.of(depth, 1, 1), Extent.of(1, 1, 1), Extent.of(0, 0, 0));
  }

  /** In oneDNN's counting: the pixels left out between two taps. */
  Extent dilation() {
    return Extent.of(new long[stride.axes().size()]);
  }
}
