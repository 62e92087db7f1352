package dev.lamina.runtime.data.augment;

import java.util.Arrays;

/**
 * The weights of an antialiased bilinear resize along one axis, as Pillow computes them: a triangle
 * filter, centred on the output pixel and as wide as the larger of the two pixel sizes, sampled at
 * the input pixels, normalised to 1 in float64, and rounded to fixed point.
 *
 * <p>Every output pixel has the same number of taps here; where the filter covers fewer input
 * pixels the rest of the taps have weight 0. Sums of integers do not change by that.
 */
final class AxisWeights {
  /** Fraction bits of a weight: 32 less 8 for the pixel and 2 for the sign and rounding. */
  static final int PRECISION_BITS = 32 - 8 - 2;

  private final int taps;
  private final int[] first;
  private final int[] weights;

  private AxisWeights(int taps, int[] first, int[] weights) {
    this.taps = taps;
    this.first = first;
    this.weights = weights;
  }

  /**
   * Computes the weights.
   *
   * @param input pixels along the axis before, positive
   * @param output pixels along the axis after, positive
   */
  static AxisWeights of(int input, int output) {
    double scale = (double) input / output;
    double filterScale = Math.max(scale, 1);
    int[] from = new int[output];
    double[][] window = new double[output][];
    for (int i = 0; i < output; i++) {
      double centre = (i + 0.5) * scale;
      from[i] = Math.max((int) (centre - filterScale + 0.5), 0);
      int to = Math.min((int) (centre + filterScale + 0.5), input);
      window[i] = window(from[i], to, centre, filterScale);
    }
    return pack(input, from, window);
  }

  private static double[] window(int from, int to, double centre, double filterScale) {
    double[] window = new double[to - from];
    double sum = 0;
    for (int x = 0; x < window.length; x++) {
      double distance = Math.abs((x + from - centre + 0.5) * (1 / filterScale));
      window[x] = Math.max(1 - distance, 0);
      sum += window[x];
    }
    for (int x = 0; x < window.length; x++) {
      window[x] /= sum;
    }
    return window;
  }

  private static AxisWeights pack(int input, int[] from, double[][] window) {
    int taps = Arrays.stream(window).mapToInt(w -> w.length).max().orElse(0);
    int[] first = new int[from.length];
    int[] weights = new int[from.length * taps];
    for (int i = 0; i < from.length; i++) {
      // Near the end the taps would reach past the input: move them back and put the zeros in
      // front.
      first[i] = Math.min(from[i], input - taps);
      int start = i * taps + from[i] - first[i];
      for (int x = 0; x < window[i].length; x++) {
        weights[start + x] = (int) (0.5 + window[i][x] * (1 << PRECISION_BITS));
      }
    }
    return new AxisWeights(taps, first, weights);
  }

  /** Returns how many neighbouring input pixels make an output pixel. */
  int taps() {
    return taps;
  }

  /** Returns the first input pixel that goes into an output pixel. */
  int first(int output) {
    return first[output];
  }

  /** Returns the weight of input pixel {@code first(output) + tap}, times 2^PRECISION_BITS. */
  int weight(int output, int tap) {
    return weights[output * taps + tap];
  }
}
