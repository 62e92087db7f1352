package dev.lamina.conformance.lockstep;

import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.runtime.device.Apart;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.reference.ReferenceDevice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference device on branches that another device took: every rectifier passes what the other
 * device let pass, and every max-pool takes the pixel that the other device took. It has to be
 * given the same kernels in the same order.
 */
final class FollowingDevice extends ArenaDevice {
  private final Branches branches;
  private final Kinks.Collector collector = new Kinks.Collector();
  private int bound;

  FollowingDevice(Branches branches) {
    super(new ReferenceDevice());
    this.branches = branches;
  }

  /** Where the branches of the last forward pass are not those of double precision. */
  Kinks kinks() {
    return collector.kinks();
  }

  /** Begins a new forward pass. */
  void forgetKinks() {
    collector.clear();
  }

  @Override
  public Kernel bind(Binding binding) {
    List<Kernel> kernels =
        Apart.of(binding).stream()
            .flatMap(op -> Segments.of(op).stream())
            .map(this::bindSegment)
            .toList();
    return () -> kernels.forEach(Kernel::run);
  }

  private Kernel bindSegment(Binding binding) {
    int number = bound++;
    if (binding.op() instanceof MaxPool pool) {
      Kernel kernel = super.bind(binding);
      return () -> {
        kernel.run();
        follow(pool, binding, branches.of(number));
      };
    }
    return Rectifier.of(binding.op())
        .map(rectifier -> bind(rectifier, binding, number))
        .orElseGet(() -> super.bind(binding));
  }

  private Kernel bind(Rectifier rectifier, Binding binding, int number) {
    Kernel before = super.bind(rectifier.bindingBefore(binding));
    return () -> {
      before.run();
      follow(rectifier, binding, branches.of(number));
    };
  }

  private void follow(Rectifier rectifier, Binding binding, int[] taken) {
    double[] values = Transfer.read(binding.output(0));
    double[] scales = scales(values, binding.output(0));
    List<Kink> kinks = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (Rectifier.branch(values[i]) != taken[i]) {
        kinks.add(new Kink(binding.name(), i, Math.abs(values[i]), scales[i % scales.length]));
      }
      values[i] = rectifier.value(values[i], taken[i]);
    }
    // What is computed again was counted the first time.
    if (!(binding.op() instanceof BatchNormRecompute)) {
      collector.add(values.length, kinks);
    }
    Transfer.write(binding.output(0), values);
    if (binding.op() instanceof BatchNorm) {
      writeMask(binding.output(3), taken);
    }
  }

  private void follow(MaxPool pool, Binding binding, int[] taken) {
    PoolGeometry geometry = PoolGeometry.of(pool.window(), binding.input(0), binding.output(0));
    double[] x = Transfer.read(binding.input(0));
    double[] y = Transfer.read(binding.output(0));
    double[] scales = scales(y, binding.output(0));
    List<Kink> kinks = new ArrayList<>();
    int[] own = geometry.positions(x, y);
    for (int i = 0; i < y.length; i++) {
      double chosen = x[geometry.source(i, taken[i])];
      if (own[i] != taken[i]) {
        kinks.add(new Kink(binding.name(), i, y[i] - chosen, scales[i % scales.length]));
      }
      y[i] = chosen;
    }
    collector.add(y.length, kinks);
    Transfer.write(binding.output(0), y);
    if (binding.outputs().size() > 1) {
      writeMask(binding.output(1), taken);
    }
  }

  /** In the form of the reference device's masks. */
  private static void writeMask(Tensor mask, int[] taken) {
    boolean wide = mask.elements() > taken.length;
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(mask.elements()));
    for (int number : taken) {
      if (wide) {
        bytes.putInt(number);
      } else {
        bytes.put((byte) number);
      }
    }
    mask.buffer().write(mask.offset(), bytes.flip());
  }

  /** Every channel's root mean square. */
  private static double[] scales(double[] values, Tensor tensor) {
    double[] squares = new double[tensor.shape().channels()];
    for (int i = 0; i < values.length; i++) {
      squares[i % squares.length] += values[i] * values[i];
    }
    int rows = values.length / squares.length;
    for (int c = 0; c < squares.length; c++) {
      squares[c] = Math.sqrt(squares[c] / rows);
    }
    return squares;
  }
}
