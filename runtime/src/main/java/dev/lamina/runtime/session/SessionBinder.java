package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.Binder;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gives generated code its views of a session's memory, and kernels of the session's device. */
final class SessionBinder implements Binder {
  private final Function<Binding, Kernel> kernels;
  private final SessionMemory memory;
  private final NetworkSpec spec;
  private final Map<String, ParameterSpec> parameters;
  private final Map<String, ParameterSpec> states;
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
    this.labelSmoothing = labelSmoothing;
    this.kernels = kernels;
    this.memory = memory;
    this.spec = spec;
    parameters = byName(spec.parameters());
    states = byName(spec.states());
  }

  private static Map<String, ParameterSpec> byName(List<ParameterSpec> specs) {
    return specs.stream().collect(Collectors.toMap(ParameterSpec::name, Function.identity()));
  }

  @Override
  public Tensor input() {
    return memory.view(Space.INPUT, 0, spec.input());
  }

  @Override
  public Tensor labels() {
    return memory.view(Space.LABELS, 0, Shape.of(1));
  }

  @Override
  public Tensor metrics() {
    return memory.pair(Space.METRICS);
  }

  @Override
  public Tensor random() {
    return memory.pair(Space.RANDOM);
  }

  @Override
  public Tensor parameter(String name) {
    return named(Space.PARAMETER, parameters, name);
  }

  @Override
  public Tensor gradient(String name) {
    return named(Space.GRADIENT, parameters, name);
  }

  @Override
  public Tensor state(String name) {
    return named(Space.STATE, states, name);
  }

  private Tensor named(Space space, Map<String, ParameterSpec> specs, String name) {
    ParameterSpec found = specs.get(name);
    if (found == null) {
      throw new IllegalArgumentException(spec.name() + " has no " + space + " " + name);
    }
    return memory.view(space, found.offset(), found.shape());
  }

  @Override
  public Tensor activation(long offset, int... shape) {
    return memory.view(Space.ACTIVATION, offset, Shape.of(shape));
  }

  @Override
  public Tensor mask(long offset, int bytes) {
    return memory.view(Space.MASK, offset, Shape.of(bytes));
  }

  @Override
  public Tensor statistic(long offset, int channels) {
    return memory.view(Space.STATISTIC, offset, Shape.of(channels));
  }

  @Override
  public Kernel kernel(String name, Op op, List<Tensor> inputs, List<Tensor> outputs) {
    boolean loss = op instanceof SoftmaxCrossEntropy;
    Op bound = loss ? new SoftmaxCrossEntropy(labelSmoothing) : op;
    return kernels.apply(new Binding(name, bound, inputs, outputs));
  }
}
