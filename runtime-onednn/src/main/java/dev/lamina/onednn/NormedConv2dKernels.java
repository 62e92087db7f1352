package dev.lamina.onednn;

import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.onednn.primitive.BoundPrimitive;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.NormedBinding;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * A 1x1 convolution and the norm behind it, as one convolution: with the mean and variance of what
 * it would write, which follow from the moments of x, the norm is a factor and a summand of each
 * filter, as in inference.
 */
final class NormedConv2dKernels implements Kernel {
  private final double epsilon;
  private final DataType type;
  private final ChannelMoments moments;
  private final Kernel sums;
  private final BoundPrimitive spread;
  private final Kernel conv;
  private final RunningAverages averages;
  private final FloatBuffer scale;
  private final FloatBuffer shift;
  private final FloatBuffer mean;
  private final FloatBuffer variance;
  private final Matrix weight;
  private final Matrix product;
  private final Matrix foldedWeight;
  private final FloatBuffer foldedBias;

  private NormedConv2dKernels(NormedConv2d op, Binding binding, Workbench bench) {
    Tensor x = binding.input(0);
    Tensor filters = binding.input(1);
    Tensor vector = binding.input(2);
    List<Tensor> space = bench.partials(List.of(filters.shape(), filters.shape(), vector.shape()));
    Binding folded =
        new Binding(
            binding.name(),
            op.conv().withBias(true),
            List.of(x, space.get(1), space.get(2)),
            List.of(binding.output(0)));
    this.epsilon = op.norm().epsilon();
    this.type = bench.real();
    this.moments = ChannelMoments.of(x, binding.output(3), bench);
    this.sums = moments.taken(x);
    this.spread = moments.times(filters, space.get(0));
    this.conv = Lowerings.lower(folded, bench);
    this.averages = new RunningAverages(op.norm(), NormedBinding.of(op, binding).norm(), bench);
    this.scale = bench.floats(vector);
    this.shift = bench.floats(binding.input(3));
    this.mean = bench.floats(binding.output(1));
    this.variance = bench.floats(binding.output(2));
    this.weight = Matrix.of(filters, bench);
    this.product = Matrix.of(space.get(0), bench);
    this.foldedWeight = Matrix.of(space.get(1), bench);
    this.foldedBias = bench.floats(space.get(2));
  }

  /** Where it was measured; elsewhere the ops that it is, one after the other. */
  static Kernel forward(NormedConv2d op, Binding binding, Workbench bench) {
    return OneDnnLibrary.hasAvx512WithoutTiles()
        ? new NormedConv2dKernels(op, binding, bench)
        : ApartKernels.inTurn(binding, bench);
  }

  @Override
  public void run() {
    sums.run();
    spread.run();
    fold();
    conv.run();
    averages.update();
  }

  /** Statistics of each filter's output, and the filter with the norm in it. */
  private void fold() {
    weight.read();
    product.read();
    float[] means = moments.means();
    for (int f = 0; f < scale.capacity(); f++) {
      double centre = weight.dot(f, means);
      // Rounding may leave a little less than nothing.
      double spread = Math.max(0, weight.dot(f, product));
      double factor = scale.get(f) / Math.sqrt(spread + epsilon);
      mean.put(f, (float) centre);
      variance.put(f, (float) spread);
      foldedWeight.put(f, weight, (float) factor);
    }
    foldedWeight.round(type);
    for (int f = 0; f < scale.capacity(); f++) {
      // Of the weights as they are read: what rounding adds to all pixels alike would not average.
      foldedBias.put(f, (float) (shift.get(f) - foldedWeight.dot(f, means)));
    }
    foldedWeight.write();
  }

  @Override
  public String implementation() {
    return conv.implementation();
  }
}
