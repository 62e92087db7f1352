package dev.lamina.cudnn.cuda;

/**
 * One convolution.
 *
 * @param input the map that the window slides over
 * @param output the map that comes out; its channels are the filters
 * @param kernel side of the window, in pixels
 * @param stride step in pixels
 * @param padding pixels added on each side
 * @param groups independent convolutions that channels and filters are split into
 */
public record ConvolutionGeometry(
    MapShape input, MapShape output, int kernel, int stride, int padding, int groups) {

  /** Channels that one filter sees. */
  public int filterChannels() {
    return input.channels() / groups;
  }

  /** Numbers of all filters. */
  public int weights() {
    return Math.multiplyExact(output.channels(), filterChannels() * kernel * kernel);
  }

  /** All of it in one line. */
  String text() {
    return "%s to %s, kernel %d, stride %d, padding %d, groups %d"
        .formatted(input.text(), output.text(), kernel, stride, padding, groups);
  }
}
