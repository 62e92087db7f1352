package dev.lamina.graph.tree;

/** A number of channels, absolute or relative to the channels that come in. */
public sealed interface ChannelCount {

  /** The number, given the input's channels. */
  int resolve(int inputChannels);

  /** Exactly {@code count}. */
  record Fixed(int count) implements ChannelCount {
    @Override
    public int resolve(int inputChannels) {
      return count;
    }

    @Override
    public String toString() {
      return count + " filters";
    }
  }

  /** As many as come in. */
  record Same() implements ChannelCount {
    @Override
    public int resolve(int inputChannels) {
      return inputChannels;
    }

    @Override
    public String toString() {
      return "same channels";
    }
  }

  /** {@code floor(fraction * input)}: DenseNet's compression. */
  record Fraction(double fraction) implements ChannelCount {
    @Override
    public int resolve(int inputChannels) {
      return (int) Math.floor(fraction * inputChannels);
    }

    @Override
    public String toString() {
      return fraction + " of the channels";
    }
  }
}
