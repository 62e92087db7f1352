package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.Tensor;

/** The integers of one tensor. */
final class Ints {
  private final int[] data;
  private final int at;

  private Ints(int[] data, int at) {
    this.data = data;
    this.at = at;
  }

  static Ints of(Tensor tensor) {
    int[] data = ((Int32Buffer) tensor.buffer()).data();
    return new Ints(data, Math.toIntExact(tensor.offset()));
  }

  int get(int i) {
    return data[at + i];
  }

  void set(int i, int value) {
    data[at + i] = value;
  }
}
