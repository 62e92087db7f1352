package dev.lamina.runtime.network;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A binder whose tensors are views of arenas, one for each space, wherever these may be. */
public abstract class ViewBinder implements Binder {
  /** Elements of {@link Space#METRICS} and {@link Space#RANDOM}. */
  private static final int PAIR = 2;

  private final NetworkSpec spec;
  private final Map<String, ParameterSpec> parameters;
  private final Map<String, ParameterSpec> states;

  /** A binder for a network. */
  protected ViewBinder(NetworkSpec spec) {
    this.spec = spec;
    parameters = byName(spec.parameters());
    states = byName(spec.states());
  }

  private static Map<String, ParameterSpec> byName(List<ParameterSpec> specs) {
    return specs.stream().collect(Collectors.toMap(ParameterSpec::name, Function.identity()));
  }

  /**
   * A part of an arena.
   *
   * @param offset first element; per example where the space is per example
   * @param shape without the batch
   */
  protected abstract Tensor view(Space space, long offset, Shape shape);

  @Override
  public final Tensor input() {
    return view(Space.INPUT, 0, spec.input());
  }

  @Override
  public final Tensor labels() {
    return view(Space.LABELS, 0, Shape.of(1));
  }

  @Override
  public final Tensor metrics() {
    return view(Space.METRICS, 0, Shape.of(PAIR));
  }

  @Override
  public final Tensor random() {
    return view(Space.RANDOM, 0, Shape.of(PAIR));
  }

  @Override
  public final Tensor parameter(String name, String... more) {
    return named(Space.PARAMETER, parameters, name, more);
  }

  @Override
  public final Tensor gradient(String name, String... more) {
    return named(Space.GRADIENT, parameters, name, more);
  }

  @Override
  public final Tensor state(String name, String... more) {
    return named(Space.STATE, states, name, more);
  }

  private Tensor named(Space space, Map<String, ParameterSpec> specs, String name, String... more) {
    ParameterSpec whole = found(space, specs, name);
    for (String next : more) {
      whole = whole.followedBy(found(space, specs, next));
    }
    return view(space, whole.offset(), whole.shape());
  }

  private ParameterSpec found(Space space, Map<String, ParameterSpec> specs, String name) {
    ParameterSpec found = specs.get(name);
    if (found == null) {
      throw new IllegalArgumentException(spec.name() + " has no " + space + " " + name);
    }
    return found;
  }

  @Override
  public final Tensor activation(long offset, int... shape) {
    return view(Space.ACTIVATION, offset, Shape.of(shape));
  }

  @Override
  public final Tensor mask(long offset, int bytes) {
    return view(Space.MASK, offset, Shape.of(bytes));
  }

  @Override
  public final Tensor statistic(long offset, int channels) {
    return view(Space.STATISTIC, offset, Shape.of(channels));
  }

  @Override
  public final Tensor folded(long offset, int... shape) {
    return view(Space.FOLDED, offset, Shape.of(shape));
  }
}
