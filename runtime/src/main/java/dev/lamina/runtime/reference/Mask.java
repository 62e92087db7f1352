package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.Tensor;

/** What a forward kernel saves for its backward kernel: one bit, in a byte, per element. */
final class Mask {
  private final byte[] data;
  private final int at;

  private Mask(byte[] data, int at) {
    this.data = data;
    this.at = at;
  }

  static Mask of(Tensor tensor) {
    byte[] data = ((RawBuffer) tensor.buffer()).data();
    return new Mask(data, Math.toIntExact(tensor.offset()));
  }

  boolean get(int i) {
    return data[at + i] != 0;
  }

  void set(int i, boolean kept) {
    data[at + i] = (byte) (kept ? 1 : 0);
  }
}
