package dev.lamina.runtime.network;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Shape;
import java.util.List;

/**
 * A trainable parameter or a persistent state and its place in the arena of its kind.
 *
 * @param name in weight files, for example {@code blocks.0.net.0.weight}
 * @param shape PyTorch's dimensions
 * @param initializer how it begins
 * @param offset first element in the arena
 */
public record ParameterSpec(String name, Shape shape, Initializer initializer, long offset) {

  /**
   * This one and the one behind it, seen as one that is longer in its first dimension.
   *
   * @throws IllegalArgumentException if they differ in other dimensions, or are apart
   */
  ParameterSpec followedBy(ParameterSpec next) {
    List<Integer> dims = shape.dims();
    List<Integer> nextDims = next.shape.dims();
    boolean fits = dims.subList(1, dims.size()).equals(nextDims.subList(1, nextDims.size()));
    if (!fits || next.offset != offset + shape.elements()) {
      throw new IllegalArgumentException(next.name + " does not continue " + name);
    }
    int[] joined = dims.stream().mapToInt(Integer::intValue).toArray();
    joined[0] += nextDims.get(0);
    return new ParameterSpec(next.name, Shape.of(joined), initializer, offset);
  }
}
