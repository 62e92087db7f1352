package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ViewBinder;
import java.util.List;
import java.util.function.Function;

/** Gives generated code its views of a session's memory, and kernels of the session's device. */
final class SessionBinder extends ViewBinder {
  private final Function<Binding, Kernel> kernels;
  private final SessionMemory memory;
  private final double labelSmoothing;

  /**
   * A binder.
   *
   * @param kernels binds to the session's device
   * @param labelSmoothing of the loss, which is the run's affair and not the network's
   */
  SessionBinder(
      Function<Binding, Kernel> kernels,
      SessionMemory memory,
      NetworkSpec spec,
      double labelSmoothing) {
    super(spec);
    this.kernels = kernels;
    this.memory = memory;
    this.labelSmoothing = labelSmoothing;
  }

  @Override
  protected Tensor view(Space space, long offset, Shape shape) {
    return memory.view(space, offset, shape);
  }

  @Override
  public Kernel kernel(String name, Op op, List<Tensor> inputs, List<Tensor> outputs) {
    boolean loss = op instanceof SoftmaxCrossEntropy;
    Op bound = loss ? new SoftmaxCrossEntropy(labelSmoothing) : op;
    return kernels.apply(new Binding(name, bound, inputs, outputs));
  }
}
