package dev.lamina.runtime.reference;

import dev.lamina.graph.op.MaxPool;
import dev.lamina.runtime.device.Tensor;
import java.nio.ByteBuffer;

/**
 * Where in its window each maximum was found: pixels of the window counted in row order, as one
 * byte each or, where a window has 256 pixels or more, four.
 *
 * @param bytes the mask
 * @param wide whether a position takes four bytes
 * @param length number of positions
 */
record Positions(ByteBuffer bytes, boolean wide, int length) {
  static Positions of(MaxPool pool, Tensor tensor) {
    byte[] data = ((RawBuffer) tensor.buffer()).data();
    int size = (int) tensor.elements();
    ByteBuffer bytes = ByteBuffer.wrap(data, Math.toIntExact(tensor.offset()), size).slice();
    int each = pool.maskBytes(1);
    return new Positions(bytes, each > 1, size / each);
  }

  int get(int i) {
    return wide ? bytes.getInt(Integer.BYTES * i) : Byte.toUnsignedInt(bytes.get(i));
  }

  void set(int i, int position) {
    if (wide) {
      bytes.putInt(Integer.BYTES * i, position);
    } else {
      bytes.put(i, (byte) position);
    }
  }

  /** Sets every position to the window's first pixel. */
  void clear() {
    for (int i = 0; i < length; i++) {
      set(i, 0);
    }
  }
}
