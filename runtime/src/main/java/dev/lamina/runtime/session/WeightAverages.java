package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.AverageWeights;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.NetworkSpec;
import java.nio.DoubleBuffer;
import java.util.List;

/**
 * Exponential moving averages of parameters and running averages, at the end of the optimizer's
 * arena. They begin with the weights themselves.
 */
final class WeightAverages {
  private static final String PREFIX = "average.";

  private final SessionMemory memory;
  private final NetworkSpec spec;
  private final long start;
  private final List<Kernel> updates;

  WeightAverages(
      Device device, SessionMemory memory, SessionOptions.Update update, NetworkSpec spec) {
    this.memory = memory;
    this.spec = spec;
    start = update.optimizer().moments().size() * spec.parameterElements();
    AverageWeights op = new AverageWeights(update.averageDecay());
    Kernel parameters = bind(device, op, 0, Space.PARAMETER, spec.parameterElements());
    updates =
        spec.stateElements() == 0
            ? List.of(parameters)
            : List.of(
                parameters,
                bind(device, op, spec.parameterElements(), Space.STATE, spec.stateElements()));
  }

  /** Numbers that are kept for a network. */
  static long elements(NetworkSpec spec) {
    return spec.parameterElements() + spec.stateElements();
  }

  private Kernel bind(Device device, AverageWeights op, long offset, Space space, long elements) {
    Shape shape = Shape.of(Math.toIntExact(elements));
    Tensor averages = memory.view(Space.OPTIMIZER, start + offset, shape);
    Tensor values = memory.view(space, 0, shape);
    return device.bind(new Binding("average", op, List.of(averages, values), List.of(averages)));
  }

  void update() {
    updates.forEach(Kernel::run);
  }

  /** Makes the averages known by name. */
  void addTo(NamedTensors moments) {
    Buffer arena = memory.arena(Space.OPTIMIZER);
    moments.add(PREFIX, spec.parameters(), arena, start);
    moments.add(PREFIX, spec.states(), arena, start + spec.parameterElements());
  }

  /** Makes every average what the weight is. */
  void reset(NamedTensors weights, NamedTensors moments) {
    weights.names().forEach(name -> moments.set(PREFIX + name, weights.doubles(name)));
  }

  /** Exchanges weights and averages, by way of the host: once or twice an epoch. */
  void swap() {
    swap(Space.PARAMETER, spec.parameterElements(), start);
    swap(Space.STATE, spec.stateElements(), start + spec.parameterElements());
  }

  private void swap(Space space, long elements, long offset) {
    Buffer weights = memory.arena(space);
    Buffer averages = memory.arena(Space.OPTIMIZER);
    DoubleBuffer before = DoubleBuffer.allocate(Math.toIntExact(elements));
    DoubleBuffer after = DoubleBuffer.allocate(Math.toIntExact(elements));
    weights.read(0, before);
    averages.read(offset, after);
    weights.write(0, after.rewind());
    averages.write(offset, before.rewind());
  }
}
