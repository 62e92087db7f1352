package dev.lamina.conformance.lockstep;

import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.NormedConv2d;
import dev.lamina.graph.op.NormedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Apart;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.JoinedBinding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A device whose branches are recorded. They are read off the kernels' outputs, so that it does not
 * matter what the device saves for its gradients.
 */
final class RecordingDevice extends ArenaDevice {
  private final Device device;
  private final Branches branches;
  private int bound;

  RecordingDevice(Device device, Branches branches) {
    super(device);
    this.device = device;
    this.branches = branches;
  }

  /**
   * A norm that is computed again runs apart: else no more may be left of it than a few examples.
   */
  @Override
  public Kernel bind(Binding binding) {
    if (binding.op() instanceof JoinedConv2d joined) {
      return recorded(joined, binding);
    }
    if (hasNoBranches(binding.op())) {
      bound += Apart.of(binding).size();
      return super.bind(binding);
    }
    List<Kernel> kernels = Apart.of(binding).stream().map(this::recorded).toList();
    return () -> kernels.forEach(Kernel::run);
  }

  /** Whether an op of several has neither a ReLU nor a maximum in it, and can run as it is. */
  private static boolean hasNoBranches(Op op) {
    return op instanceof JoinedConv2dGrad
        || op instanceof NormedConv2d
        || op instanceof NormedConv2dGrad;
  }

  /**
   * What its norm let pass is arranged as the device likes. So the norm is computed once more, from
   * the statistics that it saved, over the maps in one.
   */
  private Kernel recorded(JoinedConv2d op, Binding binding) {
    JoinedBinding parts = JoinedBinding.of(op, binding);
    Binding norm = parts.norm();
    Tensor whole = norm.input(0);
    Buffer space = device.allocate(whole.space(), whole.elements(), "a norm's output");
    Tensor y = new Tensor(space, 0, whole.space(), whole.shape(), whole.batch());
    List<Tensor> inputs = new ArrayList<>(norm.inputs().subList(0, 3));
    inputs.addAll(norm.outputs().subList(1, 3));
    Binding again = new Binding(norm.name(), new BatchNormRecompute(op.norm()), inputs, List.of(y));
    Kernel kernel = super.bind(binding);
    Kernel concat = super.bind(parts.concat());
    Kernel recompute = super.bind(again);
    int number = bound + parts.inOrder().indexOf(norm);
    bound += parts.inOrder().size();
    return () -> {
      kernel.run();
      concat.run();
      recompute.run();
      branches.put(number, Rectifier.branches(Transfer.read(y)));
    };
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
