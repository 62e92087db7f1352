package dev.lamina.runtime.data.augment;

/**
 * One image being worked on, with the room that the work needs: one object a thread, reused for
 * image after image.
 *
 * <p>The pixels are unsigned bytes, interleaved (height, width, channel). A change that cannot be
 * made in place writes to {@link #spare()} and then calls {@link #swap()}.
 */
public final class ImageScratch {
  private final int channels;
  private final int height;
  private final int width;
  private final CropBox box = new CropBox();
  private final BilinearResize resize;
  private byte[] pixels;
  private byte[] spare;

  /**
   * Room for images of one size.
   *
   * @param channels channels, positive
   * @param height height in pixels, positive
   * @param width width in pixels, positive
   */
  public ImageScratch(int channels, int height, int width) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    resize = new BilinearResize(channels, height, width);
    pixels = new byte[channels * height * width];
    spare = new byte[channels * height * width];
  }

  /** Returns the number of channels. */
  public int channels() {
    return channels;
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /**
   * Returns the image itself, channels x height x width bytes; after {@link #swap()} another array.
   */
  public byte[] pixels() {
    return pixels;
  }

  /** Returns room of the same size, its contents of no meaning. */
  public byte[] spare() {
    return spare;
  }

  /** Makes what was written to the spare room the image. */
  public void swap() {
    byte[] written = spare;
    spare = pixels;
    pixels = written;
  }

  /** Returns the box that {@link #resizeBox()} cuts out, for an augmentation to set. */
  CropBox box() {
    return box;
  }

  /** Replaces the image by its part inside the box, resized to the full size. */
  void resizeBox() {
    resize.apply(pixels, width, box, spare);
    swap();
  }
}
