package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.DnnContext;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.NativeBuffer;
import dev.lamina.onednn.primitive.NativeView;
import java.nio.FloatBuffer;

/**
 * A convolution's weight, or its gradient, with the pixels of its windows in the opposite order, in
 * Java: reorders have no negative strides, and weights are small.
 */
final class MirroredWeight {
  private final FloatBuffer weight;
  private final FloatBuffer mirrored;
  private final int pixels;
  private final Memory memory;

  /** A mirror of {@code weight} of shape (O,I,K,K), in memory of the context. */
  MirroredWeight(FloatBuffer weight, Shape shape, DnnContext context) {
    NativeBuffer copy = context.allocate((long) Float.BYTES * weight.capacity());
    this.weight = weight;
    this.mirrored = NativeView.floats(copy.address(), weight.capacity());
    this.pixels = shape.dim(2) * shape.dim(3);
    long[] dims = {shape.dim(1), shape.dim(0), shape.dim(2), shape.dim(3)};
    long[] strides = {pixels, (long) pixels * shape.dim(1), shape.dim(3), 1};
    this.memory = context.memory(context.strided(DataType.FLOAT32, dims, strides), copy.address());
  }

  /** The mirrored weight, as (I,O,K,K). */
  Memory memory() {
    return memory;
  }

  /** Makes the mirrored weight current. */
  void refresh() {
    mirror(weight, mirrored);
  }

  /** Makes the weight what the mirrored one is a mirror of. */
  void restore() {
    mirror(mirrored, weight);
  }

  private void mirror(FloatBuffer from, FloatBuffer to) {
    for (int window = 0; window < from.capacity(); window += pixels) {
      for (int i = 0; i < pixels; i++) {
        to.put(window + pixels - 1 - i, from.get(window + i));
      }
    }
  }
}
