package dev.lamina.conformance.lockstep;

import dev.lamina.graph.op.MaxPool;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.RecomputedBinding;
import java.util.List;

/**
 * A device whose branches are recorded. They are read off the kernels' outputs, so that it does not
 * matter what the device saves for its gradients.
 */
final class RecordingDevice extends ArenaDevice {
  private final Branches branches;
  private int bound;

  RecordingDevice(Device device, Branches branches) {
    super(device);
    this.branches = branches;
  }

  /**
   * A norm that is computed again runs apart: else no more may be left of it than a few examples.
   */
  @Override
  public Kernel bind(Binding binding) {
    List<Kernel> kernels = RecomputedBinding.apart(binding).stream().map(this::recorded).toList();
    return () -> kernels.forEach(Kernel::run);
  }

  private Kernel recorded(Binding binding) {
    Kernel kernel = super.bind(binding);
    List<Runnable> records = Segments.of(binding).stream().map(this::record).toList();
    return () -> {
      kernel.run();
      records.forEach(Runnable::run);
    };
  }

  /** What is to be noted when an op, or a piece of a chain, has run. */
  private Runnable record(Binding segment) {
    int number = bound++;
    if (Rectifier.of(segment.op()).isPresent()) {
      return () -> branches.put(number, Rectifier.branches(Transfer.read(segment.output(0))));
    }
    if (segment.op() instanceof MaxPool pool) {
      PoolGeometry geometry = PoolGeometry.of(pool.window(), segment.input(0), segment.output(0));
      return () -> {
        double[] x = Transfer.read(segment.input(0));
        branches.put(number, geometry.positions(x, Transfer.read(segment.output(0))));
      };
    }
    return () -> {};
  }
}
