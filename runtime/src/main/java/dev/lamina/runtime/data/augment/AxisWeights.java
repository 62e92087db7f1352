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

  /** Numbers for one output in {@link #enlarging}. */
  private static final int ENTRY = 3;

  private final int[] first;
  private final int[][] weights;

  private AxisWeights(int[] first, int[][] weights) {
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
    int[][] weights = new int[taps][from.length];
    for (int i = 0; i < from.length; i++) {
      // Near the end the taps would reach past the input: move them back and put zeros in front.
      first[i] = Math.min(from[i], input - taps);
      for (int x = 0; x < window[i].length; x++) {
        int tap = from[i] - first[i] + x;
        weights[tap][i] = (int) (0.5 + window[i][x] * (1 << PRECISION_BITS));
      }
    }
    return new AxisWeights(first, weights);
  }

  /**
   * Computes the weights for all sides up to one length that are enlarged to it: two neighbouring
   * pixels make one there, always.
   *
   * @param output pixels along the axis after, positive
   * @return for each length from 1, and each output: the first input, its weight and that of the
   *     next, which is 0 where there is none
   */
  static int[] enlarging(int output) {
    int[] all = new int[ENTRY * output * output];
    int at = 0;
    for (int input = 1; input <= output; input++) {
      AxisWeights weights = of(input, output);
      for (int i = 0; i < output; i++) {
        all[at++] = weights.first[i];
        all[at++] = weights.weights[0][i];
        all[at++] = weights.taps() > 1 ? weights.weights[1][i] : 0;
      }
    }
    return all;
  }

  /**
   * Returns the same weights for interleaved channels: an output for every channel of every pixel,
   * and places counted in channels.
   */
  AxisWeights interleaved(int channels) {
    int outputs = first.length * channels;
    int[] spreadFirst = new int[outputs];
    int[][] spread = new int[weights.length][outputs];
    for (int i = 0; i < outputs; i++) {
      spreadFirst[i] = first[i / channels] * channels + i % channels;
      for (int tap = 0; tap < spread.length; tap++) {
        spread[tap][i] = weights[tap][i / channels];
      }
    }
    return new AxisWeights(spreadFirst, spread);
  }

  /** Returns how many neighbouring inputs make an output. */
  int taps() {
    return weights.length;
  }

  /** Returns the first input of every output; not to be written to. */
  int[] first() {
    return first;
  }

  /**
   * Returns, for every output, the weight of the input a number of taps behind its first one, times
   * 2^PRECISION_BITS; not to be written to.
   */
  int[] weights(int tap) {
    return weights[tap];
  }
}
