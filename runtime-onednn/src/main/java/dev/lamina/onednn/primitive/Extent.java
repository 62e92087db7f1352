package dev.lamina.onednn.primitive;

import java.util.List;
import java.util.stream.LongStream;

/**
 * A number of pixels along each axis of a map.
 *
 * @param axes two: along the vertical axis, and along the horizontal one; in maps that have a
 *     depth, along that before them
 */
public record Extent(List<Long> axes) {

  public Extent {
    axes = List.copyOf(axes);
  }

  static Extent of(long... axes) {
    return new Extent(LongStream.of(axes).boxed().toList());
  }

  long[] toArray() {
    return axes.stream().mapToLong(Long::longValue).toArray();
  }
}
