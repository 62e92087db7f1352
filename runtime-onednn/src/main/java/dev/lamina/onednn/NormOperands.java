package dev.lamina.onednn;

import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.Memory;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.NativeView;
import dev.lamina.onednn.primitive.Scratchpad;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The operands of one batch normalisation as oneDNN sees them.
 *
 * <p>Where the number of channels is no multiple of 8 (of 16 in bfloat16), oneDNN has no vector
 * code and takes up to 60 times as long. The normalisation is then done on copies with more
 * channels, which nobody reads: maps are copied through space that all kernels share.
 */
final class NormOperands {
  private static final int HALF_BLOCK = 8;
  private static final int BLOCK = 16;

  private final Workbench bench;
  private final int channels;
  private final int padded;
  private final List<Runnable> before = new ArrayList<>();
  private final List<Runnable> after = new ArrayList<>();

  private NormOperands(Workbench bench, int channels, int padded) {
    this.bench = bench;
    this.channels = channels;
    this.padded = padded;
  }

  /** For a normalisation of {@code x}. */
  static NormOperands of(Tensor x, Workbench bench) {
    int channels = x.shape().channels();
    int padded = (channels + BLOCK - 1) / BLOCK * BLOCK;
    // The mask of a fused ReLU is one bit for each element, but may not be more than a byte for
    // each of the unpadded ones.
    boolean fits = padded <= Byte.SIZE * channels;
    int vector = bench.type(x) == DataType.BFLOAT16 ? BLOCK : HALF_BLOCK;
    return new NormOperands(bench, channels, channels % vector == 0 || !fits ? channels : padded);
  }

  /** The layout of all maps. */
  MemoryDesc map(Tensor tensor) {
    return bench
        .context()
        .channelsLast(
            bench.type(tensor),
            tensor.batch(),
            padded,
            tensor.shape().height(),
            tensor.shape().width());
  }

  /** A map that is read. Maps in one {@code place} share memory where they are copies. */
  Memory input(Tensor tensor, Scratchpad place) {
    if (!isPadded()) {
      return bench.memory(map(tensor), tensor);
    }
    BoundPrimitive copy = bench.copy(plain(tensor), place.reserve(slice(tensor)));
    before.add(copy);
    return place.reserve(map(tensor));
  }

  /** A map that is written, in the same place as the one it may overwrite. */
  Memory output(Tensor tensor, Scratchpad place) {
    if (!isPadded()) {
      return bench.memory(map(tensor), tensor);
    }
    BoundPrimitive copy = bench.copy(place.reserve(slice(tensor)), plain(tensor));
    after.add(copy);
    return place.reserve(map(tensor));
  }

  /** One number for each channel, read. */
  Memory input(Tensor vector) {
    if (!isPadded()) {
      return bench.memory(bench.dense(vector), vector);
    }
    FloatBuffer values = bench.floats(vector);
    long address = paddedVector();
    FloatBuffer copy = NativeView.floats(address, channels);
    before.add(() -> copy.put(0, values, 0, channels));
    return paddedMemory(address);
  }

  /** One number for each channel, written. */
  Memory output(Tensor vector) {
    if (!isPadded()) {
      return bench.memory(bench.dense(vector), vector);
    }
    FloatBuffer values = bench.floats(vector);
    long address = paddedVector();
    FloatBuffer copy = NativeView.floats(address, channels);
    after.add(() -> values.put(0, copy, 0, channels));
    return paddedMemory(address);
  }

  /** The normalisation between the copies, if there are any. */
  Kernel around(BoundPrimitive primitive) {
    return isPadded()
        ? new SurroundedKernel(before, new PrimitiveKernel(primitive), after)
        : new PrimitiveKernel(primitive);
  }

  private boolean isPadded() {
    return padded > channels;
  }

  private Memory plain(Tensor tensor) {
    return bench.memory(bench.pixels(tensor, channels), tensor);
  }

  /** The channels that count, of every pixel of a padded copy. */
  private MemoryDesc slice(Tensor tensor) {
    long[] dims = {(long) tensor.batch() * tensor.shape().pixels(), channels};
    return bench.context().strided(bench.type(tensor), dims, new long[] {padded, 1});
  }

  private long paddedVector() {
    return bench.context().allocate((long) padded * Float.BYTES).address();
  }

  private Memory paddedMemory(long address) {
    return bench.context().memory(bench.context().dense(DataType.FLOAT32, padded), address);
  }
}
