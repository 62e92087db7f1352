package dev.lamina.onednn;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.MemoryDesc;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * The gradient of {@link NormedConv2dKernels}. Of {@code z = Wx} and {@code y = f (z - μ) + shift},
 * with {@code f = scale / σ}, the gradient is {@code dz = f (dy - Σdy / n - (z - μ) dscale / (n
 * σ))} (Ioffe and Szegedy, 2015, section 3). With {@code G = Σ dy x} over the batch and all pixels,
 *
 * <ul>
 *   <li>{@code dshift = Σdy} and {@code dscale = (Σ W G - μ dshift) / σ}, filter by filter;
 *   <li>{@code dW = f (G - dshift mean(x) - dscale W cov(x) / σ)};
 *   <li>{@code dx = Wᵀ f dy - Wᵀ (f dscale / (n σ)) W x}, less a constant for each channel that
 *       makes it sum up to 0: a convolution of x, to which one of dy is added.
 * </ul>
 */
final class NormedConv2dGradKernels implements Kernel {
  private final double epsilon;
  private final DataType type;
  private final long count;
  private final ChannelMoments moments;
  private final Kernel sums;
  private final BoundPrimitive spread;
  private final BoundPrimitive square;
  private final Kernel ofX;
  private final Kernel ofDy;
  private final FloatBuffer scale;
  private final FloatBuffer mean;
  private final FloatBuffer variance;
  private final FloatBuffer dscale;
  private final FloatBuffer dshift;
  private final Matrix weight;
  private final Matrix product;
  private final Matrix pairs;
  private final Matrix dweight;
  private final Matrix folded;
  private final Matrix ofPairs;
  private final Matrix factors;
  private final FloatBuffer bias;
  private final double[] constant;

  private NormedConv2dGradKernels(NormedConv2dGrad op, Binding binding, Workbench bench) {
    Conv2d conv = op.conv().conv();
    Tensor x = binding.input(0);
    Tensor dy = binding.input(1);
    Tensor filters = binding.input(2);
    Tensor dx = binding.output(0);
    int channels = x.shape().channels();
    List<Tensor> space =
        bench.partials(
            List.of(
                filters.shape(),
                filters.shape(),
                filters.shape(),
                filters.shape(),
                Shape.of(channels, channels, 1, 1),
                Shape.of(channels)));
    this.epsilon = op.conv().norm().epsilon();
    this.type = bench.real();
    this.count = (long) x.batch() * x.shape().pixels();
    this.moments = ChannelMoments.of(x, binding.input(7), bench);
    this.sums =
        lower(
            new Conv2dWeightGrad(conv.withBias(true)),
            List.of(x, dy),
            List.of(space.get(0), binding.output(3)),
            bench);
    this.spread = moments.times(filters, space.get(1));
    this.square = square(filters, space.get(2), space.get(4), channels, bench);
    Conv2d narrow = new Conv2d(channels, conv.window(), 1, true);
    this.ofX = lower(narrow, List.of(x, space.get(4), space.get(5)), List.of(dx), bench);
    this.ofDy =
        lower(new Conv2dInputGradSum(conv), List.of(dy, space.get(3), dx), List.of(dx), bench);
    this.scale = bench.floats(binding.input(3));
    this.mean = bench.floats(binding.input(5));
    this.variance = bench.floats(binding.input(6));
    this.dscale = bench.floats(binding.output(2));
    this.dshift = bench.floats(binding.output(3));
    this.weight = Matrix.of(filters, bench);
    this.pairs = Matrix.of(space.get(0), bench);
    this.product = Matrix.of(space.get(1), bench);
    this.factors = Matrix.of(space.get(2), bench);
    this.folded = Matrix.of(space.get(3), bench);
    this.ofPairs = Matrix.of(space.get(4), bench);
    this.dweight = Matrix.of(binding.output(1), bench);
    this.bias = bench.floats(space.get(5));
    this.constant = new double[channels];
  }

  /** Where it was measured; elsewhere the ops that it is, one after the other. */
  static Kernel backward(NormedConv2dGrad op, Binding binding, Workbench bench) {
    return OneDnnLibrary.hasAvx512WithoutTiles()
        ? new NormedConv2dGradKernels(op, binding, bench)
        : ApartKernels.inTurn(binding, bench);
  }

  private static Kernel lower(Op op, List<Tensor> inputs, List<Tensor> outputs, Workbench bench) {
    return Lowerings.lower(new Binding(op.mnemonic(), op, inputs, outputs), bench);
  }

  /** The weight, transposed, by a matrix of its size. */
  private static BoundPrimitive square(
      Tensor weight, Tensor matrix, Tensor result, int channels, Workbench bench) {
    long rows = weight.elements() / channels;
    long[] dims = {1, channels, rows};
    long[] strides = {weight.elements(), 1, channels};
    MemoryDesc transposed = bench.context().strided(DataType.FLOAT32, dims, strides);
    MemoryDesc plain = bench.context().dense(DataType.FLOAT32, 1, rows, channels);
    MemoryDesc small = bench.context().dense(DataType.FLOAT32, 1, channels, channels);
    return ChannelMoments.product(
        bench,
        bench.memory(transposed, weight),
        bench.memory(plain, matrix),
        bench.memory(small, result));
  }

  @Override
  public void run() {
    sums.run();
    spread.run();
    gradients();
    square.run();
    constant();
    ofX.run();
    ofDy.run();
  }

  private void gradients() {
    weight.read();
    pairs.read();
    product.read();
    float[] means = moments.means();
    for (int f = 0; f < scale.capacity(); f++) {
      gradients(f, means);
    }
    dweight.write();
    factors.write();
    folded.round(type);
    folded.write();
  }

  /**
   * What makes dx sum up to 0 over the batch, as dz does, with matrices as they are read: what
   * their rounding adds to all pixels alike would not average.
   */
  private void constant() {
    ofPairs.read();
    ofPairs.round(type);
    ofPairs.write();
    float[] means = moments.means();
    for (int i = 0; i < constant.length; i++) {
      constant[i] = -ofPairs.dot(i, means);
    }
    for (int f = 0; f < scale.capacity(); f++) {
      double mean = dshift.get(f) / (double) count;
      for (int i = 0; i < constant.length; i++) {
        constant[i] -= folded.get(f, i) * mean;
      }
    }
    for (int i = 0; i < constant.length; i++) {
      bias.put(i, (float) constant[i]);
    }
  }

  private void gradients(int f, float[] means) {
    double inverse = 1 / Math.sqrt(variance.get(f) + epsilon);
    double factor = scale.get(f) * inverse;
    double sum = dshift.get(f);
    double slope = inverse * (weight.dot(f, pairs) - mean.get(f) * sum);
    dscale.put(f, (float) slope);
    double ofZ = factor * inverse * slope / count;
    folded.put(f, weight, (float) factor);
    for (int i = 0; i < means.length; i++) {
      double spread = sum * means[i] + slope * inverse * product.get(f, i);
      dweight.put(f, i, (float) (factor * (pairs.get(f, i) - spread)));
      factors.put(f, i, (float) (-ofZ * weight.get(f, i)));
    }
  }

  @Override
  public String implementation() {
    return new SequenceKernel(List.of(sums, ofX, ofDy)).implementation();
  }
}
