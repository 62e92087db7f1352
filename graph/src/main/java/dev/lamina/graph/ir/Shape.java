package dev.lamina.graph.ir;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The dimensions of one tensor, outermost first.
 *
 * <p>For per-example values the batch dimension is left out: an image or feature map is {@code (C,
 * H, W)}, a feature vector is {@code (C)}. Parameters have PyTorch's dimensions: a convolution's
 * weight is {@code (filters, channels / groups, kernel, kernel)}, a linear layer's {@code (units,
 * features)}.
 *
 * @param dims the dimensions, each at least 1
 */
public record Shape(List<Integer> dims) {

  public Shape {
    dims = List.copyOf(dims);
    if (dims.isEmpty()) {
      throw new IllegalArgumentException("a shape has at least one dimension");
    }
    for (int dim : dims) {
      if (dim < 1) {
        throw new IllegalArgumentException("dimensions are at least 1: " + dims);
      }
    }
  }

  /** A shape with the given dimensions, outermost first. */
  public static Shape of(int... dims) {
    return new Shape(IntStream.of(dims).boxed().toList());
  }

  /** Number of dimensions. */
  public int rank() {
    return dims.size();
  }

  /** Dimension {@code i}, counted from 0 at the outermost. */
  public int dim(int i) {
    return dims.get(i);
  }

  /** Whether this is a feature map {@code (C, H, W)} rather than a vector {@code (C)}. */
  public boolean isMap() {
    return rank() == 3;
  }

  /** Channels of a feature map, features of a vector. */
  public int channels() {
    return dims.get(0);
  }

  /** Height of a feature map, 1 for a vector. */
  public int height() {
    return isMap() ? dims.get(1) : 1;
  }

  /** Width of a feature map, 1 for a vector. */
  public int width() {
    return isMap() ? dims.get(2) : 1;
  }

  /** Pixels of a feature map ({@code H * W}), 1 for a vector. */
  public int pixels() {
    return height() * width();
  }

  /** Number of elements: the product of all dimensions. */
  public long elements() {
    long product = 1;
    for (int dim : dims) {
      product = Math.multiplyExact(product, (long) dim);
    }
    return product;
  }

  /** The same map with another number of channels. */
  public Shape withChannels(int channels) {
    return isMap() ? of(channels, height(), width()) : of(channels);
  }

  /** For example {@code 16x32x32}. */
  @Override
  public String toString() {
    return dims.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
