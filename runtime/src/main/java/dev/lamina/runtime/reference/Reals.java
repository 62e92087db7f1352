package dev.lamina.runtime.reference;

import dev.lamina.runtime.device.Tensor;
import java.util.Arrays;

/** The real numbers of one tensor. */
final class Reals {
  private final double[] data;
  private final int at;
  private final int length;

  /** So many numbers of {@code data}, from index {@code at}. */
  Reals(double[] data, int at, int length) {
    this.data = data;
    this.at = at;
    this.length = length;
  }

  static Reals of(Tensor tensor) {
    double[] data = ((RealBuffer) tensor.buffer()).data();
    return new Reals(data, Math.toIntExact(tensor.offset()), (int) tensor.elements());
  }

  /** The whole buffer. */
  double[] data() {
    return data;
  }

  /** Index of the first element. */
  int at() {
    return at;
  }

  /** Number of elements, the batch included. */
  int length() {
    return length;
  }

  double get(int i) {
    return data[at + i];
  }

  void set(int i, double value) {
    data[at + i] = value;
  }

  void add(int i, double value) {
    data[at + i] += value;
  }

  void fill(double value) {
    Arrays.fill(data, at, at + length, value);
  }
}
