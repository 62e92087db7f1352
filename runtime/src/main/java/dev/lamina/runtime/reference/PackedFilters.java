package dev.lamina.runtime.reference;

import dev.lamina.graph.op.Conv2d;

/**
 * Rearranges a convolution's weight, {@code (filters, C/groups, kernel, kernel)} in files, so that
 * the numbers that meet at one pixel of the window lie together.
 *
 * @param groups independent convolutions
 * @param channels input channels of each group
 * @param filters output channels of each group
 * @param taps pixels under the window
 */
record PackedFilters(int groups, int channels, int filters, int taps) {
  static PackedFilters of(Conv2d conv, int channels) {
    int groups = conv.groups();
    int taps = conv.window().area();
    return new PackedFilters(groups, channels / groups, conv.filters() / groups, taps);
  }

  /** Index of {@code (tap, group, channel, filter 0)} where the filters lie together. */
  int filtersAt(int tap, int group, int channel) {
    return ((tap * groups + group) * channels + channel) * filters;
  }

  /** Index of {@code (tap, group, filter, channel 0)} where the channels lie together. */
  int channelsAt(int tap, int group, int filter) {
    return ((tap * groups + group) * filters + filter) * channels;
  }

  /** Copies the weight to {@code packed}, filters together. */
  void packFilters(Reals weight, double[] packed) {
    int from = 0;
    for (int filter = 0; filter < groups * filters; filter++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int tap = 0; tap < taps; tap++) {
          int to = filtersAt(tap, filter / filters, channel) + filter % filters;
          packed[to] = weight.get(from++);
        }
      }
    }
  }

  /** Copies the weight to {@code packed}, channels together. */
  void packChannels(Reals weight, double[] packed) {
    int from = 0;
    for (int filter = 0; filter < groups * filters; filter++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int tap = 0; tap < taps; tap++) {
          int to = channelsAt(tap, filter / filters, filter % filters) + channel;
          packed[to] = weight.get(from++);
        }
      }
    }
  }

  /** The inverse of {@link #packFilters}. */
  void unpackFilters(double[] packed, Reals weight) {
    int to = 0;
    for (int filter = 0; filter < groups * filters; filter++) {
      for (int channel = 0; channel < channels; channel++) {
        for (int tap = 0; tap < taps; tap++) {
          int from = filtersAt(tap, filter / filters, channel) + filter % filters;
          weight.set(to++, packed[from]);
        }
      }
    }
  }
}
