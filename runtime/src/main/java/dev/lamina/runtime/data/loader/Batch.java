package dev.lamina.runtime.data.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * A batch of normalized images with labels, in direct buffers of the machine's byte order.
 *
 * <p>The images are float32 in the order (N, H, W, C), channels last. An incomplete batch has the
 * examples in front; the rest of the buffers is 0, images and labels.
 *
 * <p>A batch belongs to the loader and is filled again later: see {@link BatchLoader#epoch}.
 */
public final class Batch {
  private final int capacity;
  private final int valuesPerImage;
  private final ByteBuffer imageBytes;
  private final ByteBuffer labelBytes;
  private final FloatBuffer images;
  private final IntBuffer labels;
  private final float[] zeros;
  private int number;
  private int size;

  Batch(int capacity, int valuesPerImage) {
    this.capacity = capacity;
    this.valuesPerImage = valuesPerImage;
    imageBytes = direct(Math.multiplyExact(capacity, valuesPerImage) * Float.BYTES);
    labelBytes = direct(capacity * Integer.BYTES);
    images = imageBytes.asFloatBuffer();
    labels = labelBytes.asIntBuffer();
    zeros = new float[valuesPerImage];
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Returns the number of examples, 1 to capacity(). */
  public int size() {
    return size;
  }

  /** Returns the number of examples in a full batch. */
  public int capacity() {
    return capacity;
  }

  /** Returns the batch's number in its epoch, from 0. */
  public int number() {
    return number;
  }

  /**
   * Returns the images' memory: capacity x H x W x C float32. The buffer's position is 0 and its
   * limit its capacity; to be read only.
   */
  public ByteBuffer imageBytes() {
    return imageBytes;
  }

  /** Returns the labels' memory: capacity int32, as {@link #imageBytes()}. */
  public ByteBuffer labelBytes() {
    return labelBytes;
  }

  /** Returns the images as numbers, a view of {@link #imageBytes()}. */
  public FloatBuffer images() {
    return images;
  }

  /** Returns the labels as numbers, a view of {@link #labelBytes()}. */
  public IntBuffer labels() {
    return labels;
  }

  /** Starts filling: sets number and size, and makes the part without examples 0. */
  void begin(int number, int size) {
    this.number = number;
    this.size = size;
    for (int position = size; position < capacity; position++) {
      put(position, zeros, 0);
    }
  }

  /** Puts an example at its place. */
  void put(int position, float[] values, int label) {
    images.put(position * valuesPerImage, values, 0, valuesPerImage);
    labels.put(position, label);
  }

  @Override
  public String toString() {
    return "Batch %d of %d examples".formatted(number, size);
  }
}
