package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Maps of 16 channels that lie side by side, as oneDNN sees them: as one image, as high as all
 * images of the batch together, in blocks of 16 channels. To a norm, and to a 1x1 convolution, it
 * makes no difference where an image ends; and of a batch of several images the blocks of one would
 * have to lie together.
 *
 * @param first the first map
 * @param count how many there are
 */
record JoinedMaps(Tensor first, int count) {
  /** Channels of a map, and of a block. */
  static final int BLOCK = 16;

  /** Maps as one, if they lie side by side, and there is code for that. */
  static Optional<JoinedMaps> of(List<Tensor> maps) {
    return OneDnnLibrary.hasAvx512WithoutTiles() && areSideBySide(maps)
        ? Optional.of(new JoinedMaps(maps.get(0), maps.size()))
        : Optional.empty();
  }

  private static boolean areSideBySide(List<Tensor> maps) {
    Tensor first = maps.get(0);
    for (int i = 0; i < maps.size(); i++) {
      Tensor map = maps.get(i);
      if (map.shape().channels() != BLOCK
          || map.buffer() != first.buffer()
          || map.offset() != first.offset() + i * first.elements()) {
        return false;
      }
    }
    return true;
  }

  /** Some of them. */
  JoinedMaps part(int from, int maps) {
    return new JoinedMaps(part(first, from, 1), maps);
  }

  /** So many maps of a tensor that is arranged as these are. */
  Tensor part(Tensor whole, int from, int maps) {
    Shape shape = first.shape().withChannels(BLOCK * maps);
    long offset = whole.offset() + from * first.elements();
    return new Tensor(whole.buffer(), offset, whole.space(), shape, whole.batch());
  }

  /** What some maps have of a vector with a number for each channel of all. */
  Memory vector(Tensor whole, int from, int maps, Workbench bench) {
    long offset = whole.offset() + (long) BLOCK * from;
    Shape shape = Shape.of(BLOCK * maps);
    Tensor part = new Tensor(whole.buffer(), offset, whole.space(), shape, whole.batch());
    return bench.memory(bench.dense(part), part);
  }

  /** Channels of all maps. */
  int channels() {
    return BLOCK * count;
  }

  /** Pixels of all images. */
  long pixels() {
    return (long) first.batch() * first.shape().pixels();
  }

  /** So many channels of the image. */
  MemoryDesc blocks(int channels, Workbench bench) {
    long height = (long) first.batch() * first.shape().height();
    return bench.context().blocked(bench.type(first), 1, channels, height, first.shape().width());
  }

  /** The same memory, of which the blocks of channels are the depth. */
  MemoryDesc deep(Workbench bench) {
    return deep(BLOCK, count, bench);
  }

  /** A channels-last map of as many pixels, as one of no depth. */
  MemoryDesc flat(int channels, Workbench bench) {
    return deep(channels, 1, bench);
  }

  private MemoryDesc deep(int channels, int depth, Workbench bench) {
    return bench
        .context()
        .deepChannelsLast(
            bench.type(first), 1, channels, depth, first.batch(), first.shape().pixels());
  }

  /** A channels-last map of as many pixels, by blocks of 16 channels. */
  MemoryDesc rows(int channels, Workbench bench) {
    return pixels(channels, new long[] {channels, BLOCK, 1}, bench);
  }

  /** The same channels in blocks. */
  MemoryDesc columns(int channels, Workbench bench) {
    return pixels(channels, new long[] {BLOCK, BLOCK * pixels(), 1}, bench);
  }

  private MemoryDesc pixels(int channels, long[] strides, Workbench bench) {
    long[] dims = {pixels(), channels / BLOCK, BLOCK};
    return bench.context().strided(bench.type(first), dims, strides);
  }

  /** For each block a matrix with a column for each pixel. */
  MemoryDesc transposed(Workbench bench) {
    long[] dims = {count, BLOCK, pixels()};
    long[] strides = {BLOCK * pixels(), 1, BLOCK};
    return bench.context().strided(bench.type(first), dims, strides);
  }
}
