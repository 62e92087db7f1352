package dev.lamina.runtime.data;

import dev.lamina.runtime.UserError;
import java.nio.file.Path;

/**
 * Whether images fit into Java's heap, asked before they are read or hours are spent on decoding
 * them.
 *
 * @param folder of the images, for messages
 * @param bytesPerImage of the image as it is kept
 * @param available bytes that there are for all images
 */
public record MemoryCheck(Path folder, long bytesPerImage, long available) {
  private static final int CHANNELS = 3;

  /** What an array takes beside its elements, at most. */
  private static final int ARRAY_BYTES = 24;

  private static final long MEGA = 1_000_000;

  /**
   * For colour images of a size in this process: a quarter of the heap is for everything else.
   *
   * @param folder of the images
   * @param height height in pixels
   * @param width width in pixels
   */
  public static MemoryCheck of(Path folder, int height, int width) {
    long bytes = (long) CHANNELS * height * width + ARRAY_BYTES;
    return new MemoryCheck(folder, bytes, Runtime.getRuntime().maxMemory() / 4 * 3);
  }

  /**
   * Refuses more images than there is room for.
   *
   * @throws UserError that says how much would be needed
   */
  public void check(long images) {
    long needed = images * bytesPerImage;
    if (needed > available) {
      throw new UserError(
          ("the %d images of %s take %d MB, more than the %d MB there are for them; "
                  + "give Java more memory (-Xmx), fewer images, or a network for smaller ones")
              .formatted(images, folder, needed / MEGA, available / MEGA));
    }
  }
}
