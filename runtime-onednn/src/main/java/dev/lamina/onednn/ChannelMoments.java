package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.Argument;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The covariances of a map's channels over the batch, and their means: a matrix and a vector, one
 * behind the other. Sums of products of channels are what the gradient of a 1x1 convolution's
 * weight is made of, and so they are computed: of x with itself.
 */
final class ChannelMoments {
  private final Tensor covariance;
  private final Tensor mean;
  private final FloatBuffer pairs;
  private final FloatBuffer singles;
  private final float[] means;
  private final int channels;
  private final Workbench bench;

  private ChannelMoments(Tensor moments, int channels, Workbench bench) {
    this.channels = channels;
    this.bench = bench;
    this.covariance = part(moments, 0, Shape.of(channels, channels, 1, 1));
    this.mean = part(moments, (long) channels * channels, Shape.of(channels));
    this.pairs = bench.floats(covariance);
    this.singles = bench.floats(mean);
    this.means = new float[channels];
  }

  /** Those of {@code x}, which lie, or will lie, in {@code moments}. */
  static ChannelMoments of(Tensor x, Tensor moments, Workbench bench) {
    return new ChannelMoments(moments, x.shape().channels(), bench);
  }

  private static Tensor part(Tensor whole, long from, Shape shape) {
    return new Tensor(whole.buffer(), whole.offset() + from, whole.space(), shape, 1);
  }

  /** The means as they are now, {@code (C)}; they are not to be changed. */
  float[] means() {
    singles.get(0, means);
    return means;
  }

  /** What computes them. */
  Kernel taken(Tensor x) {
    Conv2d pairs = new Conv2d(channels, new Window(1, 1, 0), 1, true);
    Binding sums =
        new Binding(
            "moments", new Conv2dWeightGrad(pairs), List.of(x, x), List.of(covariance, mean));
    long count = (long) x.batch() * x.shape().pixels();
    return SurroundedKernel.followed(Lowerings.lower(sums, bench), () -> centre(count));
  }

  /** From sums to moments: cov(i, j) = Σ xi xj / n - mean(i) mean(j). */
  private void centre(long count) {
    for (int i = 0; i < channels; i++) {
      for (int j = 0; j < channels; j++) {
        int at = i * channels + j;
        double product = (singles.get(i) / (double) count) * (singles.get(j) / (double) count);
        pairs.put(at, (float) (pairs.get(at) / (double) count - product));
      }
    }
    for (int i = 0; i < channels; i++) {
      singles.put(i, singles.get(i) / count);
    }
  }

  /** What multiplies a matrix {@code (filters, C)} by the covariances. */
  BoundPrimitive times(Tensor matrix, Tensor product) {
    int rows = Math.toIntExact(matrix.elements() / channels);
    MemoryDesc wide = bench.context().dense(DataType.FLOAT32, 1, rows, channels);
    MemoryDesc square = bench.context().dense(DataType.FLOAT32, 1, channels, channels);
    return product(
        bench,
        bench.memory(wide, matrix),
        bench.memory(square, covariance),
        bench.memory(wide, product));
  }

  /** A product of two matrices. */
  static BoundPrimitive product(Workbench bench, Memory first, Memory second, Memory result) {
    return bench
        .matrixProducts()
        .product(first.desc(), second.desc(), result.desc())
        .bind()
        .with(Argument.SOURCE, first)
        .with(Argument.WEIGHTS, second)
        .with(Argument.DESTINATION, result)
        .build();
  }
}
