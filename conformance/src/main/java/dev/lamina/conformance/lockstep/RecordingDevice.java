package dev.lamina.conformance.lockstep;

import dev.lamina.graph.op.MaxPool;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;

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

  @Override
  public Kernel bind(Binding binding) {
    Kernel kernel = super.bind(binding);
    int number = bound++;
    if (Rectifier.of(binding.op()).isPresent()) {
      return () -> {
        kernel.run();
        branches.put(number, Rectifier.branches(Transfer.read(binding.output(0))));
      };
    }
    if (binding.op() instanceof MaxPool pool) {
      PoolGeometry geometry = PoolGeometry.of(pool.window(), binding.input(0), binding.output(0));
      return () -> {
        kernel.run();
        double[] x = Transfer.read(binding.input(0));
        branches.put(number, geometry.positions(x, Transfer.read(binding.output(0))));
      };
    }
    return kernel;
  }
}
