package dev.lamina.conformance.lockstep;

import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Tensor;
import java.nio.DoubleBuffer;

/** Copies of real numbers between devices and the host. */
final class Transfer {
  private Transfer() {}

  /** All elements, in the order of memory. */
  static double[] read(Tensor tensor) {
    double[] values = new double[Math.toIntExact(tensor.elements())];
    tensor.buffer().read(tensor.offset(), DoubleBuffer.wrap(values));
    return values;
  }

  /** Overwrites all elements. */
  static void write(Tensor tensor, double[] values) {
    tensor.buffer().write(tensor.offset(), DoubleBuffer.wrap(values));
  }

  /** All elements of a buffer. */
  static double[] read(Buffer buffer) {
    double[] values = new double[Math.toIntExact(buffer.length())];
    buffer.read(0, DoubleBuffer.wrap(values));
    return values;
  }

  /** Copies a whole buffer to one of the same length, of another device perhaps. */
  static void copy(Buffer from, Buffer to) {
    to.write(0, DoubleBuffer.wrap(read(from)));
  }
}
