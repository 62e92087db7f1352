package dev.lamina.runtime.device;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;

/**
 * A fixed view of a buffer: what a kernel is bound to.
 *
 * <p>Feature maps are channels-last in memory, {@code (N, H, W, C)}, on every device; their {@link
 * Shape} is nevertheless {@code (C, H, W)}. Parameters are dense in their shape's own order
 * (convolutions {@code (filters, C/groups, kernel, kernel)}).
 *
 * @param buffer the memory
 * @param offset first element
 * @param space what kind of value this is
 * @param shape dimensions of one example, or of the whole value where the space is not per example
 * @param batch number of examples, 1 where the space is not per example
 */
public record Tensor(Buffer buffer, long offset, Space space, Shape shape, int batch) {

  public Tensor {
    long end = offset + (long) batch * shape.elements();
    if (offset < 0 || end > buffer.length()) {
      throw new IndexOutOfBoundsException(
          space + " " + shape + " at " + offset + " ends after its buffer of " + buffer.length());
    }
  }

  /** Number of elements, the batch included. */
  public long elements() {
    return batch * shape.elements();
  }

  /** Whether both views begin at the same element of the same buffer. */
  public boolean sameMemory(Tensor other) {
    return buffer == other.buffer && offset == other.offset;
  }
}
