package dev.lamina.onednn;

import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.Geometry;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.PoolingKind;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import dev.lamina.runtime.device.Tensor;

/**
 * One pooling in oneDNN's terms: the forward and the backward kernel describe it alike.
 *
 * @param kind maximum or average
 * @param source layout of x and dx
 * @param destination layout of y and dy
 * @param geometry the window
 */
record Pooling(PoolingKind kind, MemoryDesc source, MemoryDesc destination, Geometry geometry) {

  static Pooling of(PoolingKind kind, Window window, Tensor x, Tensor y, Workbench bench) {
    return new Pooling(kind, bench.map(x), bench.map(y), Sweep.of(window, x));
  }

  /** The same on copies in float32, whatever x and y are made of. */
  static Pooling inFloat32(PoolingKind kind, Window window, Tensor x, Tensor y, Workbench bench) {
    return new Pooling(kind, bench.floatMap(x), bench.floatMap(y), Sweep.of(window, x));
  }

  /** The average over all pixels; y is a vector. */
  static Pooling global(Tensor x, Tensor y, Workbench bench) {
    Geometry geometry = Geometry.whole(x.shape().height(), x.shape().width());
    PoolingKind kind = PoolingKind.AVERAGE_WITH_PADDING;
    return new Pooling(kind, bench.map(x), bench.map(y), geometry);
  }

  PrimitiveDesc forward(Workbench bench, boolean training) {
    return bench.poolings().forward(kind, training, source, destination, geometry);
  }

  PrimitiveDesc backward(Workbench bench) {
    PrimitiveDesc forward = forward(bench, true);
    return bench.poolings().backward(kind, source, destination, geometry, forward);
  }
}
