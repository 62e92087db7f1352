package dev.lamina.onednn;

import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MovingMemory;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A batch a few images at a time, so that a kernel finds in the caches what the one before it left
 * there.
 *
 * @param batch all images
 * @param images how many are taken at a time, the last ones aside
 */
record Pieces(int batch, int images) {

  /** Bytes of a feature map that a core keeps at hand. */
  private static final long PIECE = 1L << 20;

  /** As many images of a feature map at a time as all cores keep at hand. */
  static Pieces of(Tensor map, Workbench bench) {
    return of(map, bench.size(map), bench);
  }

  /** The same of copies in float32. */
  static Pieces inFloat32(Tensor map, Workbench bench) {
    return of(map, map.elements() * DataType.FLOAT32.bytes(), bench);
  }

  private static Pieces of(Tensor map, long bytes, Workbench bench) {
    long piece = PIECE * bench.context().threads();
    long pieces = Math.max(1, Math.min(map.batch(), (bytes + piece / 2) / piece));
    return new Pieces(map.batch(), Math.toIntExact((map.batch() + pieces - 1) / pieces));
  }

  /** Whether one piece is all there is. */
  boolean isOne() {
    return images == batch;
  }

  /** How many pieces are alike. */
  int count() {
    return batch / images;
  }

  /** Images of the last piece, if it is smaller. */
  int rest() {
    return batch % images;
  }

  /** The first piece of a tensor with a part for each image. */
  Tensor first(Tensor whole) {
    return part(whole, 0, images);
  }

  /** The last piece, if it is smaller. */
  Tensor last(Tensor whole) {
    return part(whole, batch - rest(), rest());
  }

  private static Tensor part(Tensor whole, int from, int images) {
    long offset = whole.offset() + from * whole.shape().elements();
    return new Tensor(whole.buffer(), offset, whole.space(), whole.shape(), images);
  }

  /** What was made for the first piece of a tensor, to go from piece to piece. */
  MovingMemory moving(Tensor first, List<Memory> memories) {
    OneDnnBuffer buffer = OneDnnBuffer.of(first.buffer());
    long[] addresses =
        LongStream.range(0, count())
            .map(i -> buffer.address(first.offset() + i * first.elements()))
            .toArray();
    return new MovingMemory(memories, addresses);
  }
}
