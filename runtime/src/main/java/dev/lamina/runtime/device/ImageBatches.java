package dev.lamina.runtime.device;

import java.nio.IntBuffer;

/**
 * Images in a device's memory, of which it makes a training step's batch by itself.
 *
 * <p>What becomes of each image of an epoch is told beforehand, in rows of {@link ImageSet#ROW}
 * integers: its place in the set; 1 if it is mirrored, else 0; top, left, height and width of the
 * part that is resized to the full size, or, with height and width 0, by how many rows and columns
 * the picture is shifted up and left, with black behind it; and the rectangle that is covered:
 * first row, first column, row behind the last, column behind the last.
 *
 * <p>Pixels are computed as {@code BilinearResize} does, in integers, and then looked up in the
 * set's values: no number differs from the host's by a bit, but for bfloat16's own rounding.
 */
public interface ImageBatches {

  /**
   * Says what the next steps take.
   *
   * @param firstStep the number of the step, as the device's random state has it, that takes the
   *     first rows; every step takes as many as its batch has images
   * @param rows at most as many as the set has announced
   */
  void plan(int firstStep, IntBuffer rows);

  /** Writes images and labels of the step under way; can be captured. */
  Kernel kernel();
}
