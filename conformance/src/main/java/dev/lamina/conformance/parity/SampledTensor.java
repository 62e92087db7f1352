package dev.lamina.conformance.parity;

import java.util.Arrays;

/**
 * A tensor known by its norm and some of its elements: enough to tell how far another tensor is
 * from it.
 *
 * <p>Element {@code i} of {@code k} sampled ones of {@code n} is number {@code floor((i + frac(i
 * φ)) n / k)} with φ = (√5 - 1) / 2: one in each of k equal parts, at a place that no stride of the
 * tensor repeats. With {@code k = n} these are all elements in order.
 */
final class SampledTensor {
  /** The most elements that are kept of a tensor. */
  static final int SAMPLE = 32;

  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  private final double norm;
  private final double[] sample;

  private SampledTensor(double norm, double[] sample) {
    this.norm = norm;
    this.sample = sample;
  }

  /** All elements of a tensor. */
  static SampledTensor complete(double[] values) {
    return new SampledTensor(norm(values), values);
  }

  /** What {@link #packed} gave. */
  static SampledTensor unpacked(double[] packed) {
    return new SampledTensor(packed[0], Arrays.copyOfRange(packed, 1, packed.length));
  }

  /** The norm, then the sampled elements, as the committed files keep them. */
  static double[] packed(double[] values) {
    int count = Math.min(SAMPLE, values.length);
    double[] packed = new double[1 + count];
    packed[0] = norm(values);
    for (int i = 0; i < count; i++) {
      packed[1 + i] = values[index(i, count, values.length)];
    }
    return packed;
  }

  private static int index(int i, int count, int size) {
    double within = count == size ? 0 : i * GOLDEN_RATIO % 1;
    return (int) ((i + within) * size / count);
  }

  /** The Euclidean norm of the whole tensor. */
  double norm() {
    return norm;
  }

  /**
   * The norm of the difference, estimated from the sample, or the difference of the norms where
   * that is greater.
   *
   * @param actual all elements
   */
  double distance(double[] actual) {
    double squares = 0;
    for (int i = 0; i < sample.length; i++) {
      double difference = actual[index(i, sample.length, actual.length)] - sample[i];
      squares += difference * difference;
    }
    double estimated = Math.sqrt(squares * actual.length / sample.length);
    return Math.max(estimated, Math.abs(norm(actual) - norm));
  }

  private static double norm(double[] values) {
    return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
  }
}
