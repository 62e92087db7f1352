package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.ArenaSizes;
import dev.lamina.runtime.network.NetworkSpec;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The arenas of a session: one buffer for each space. Training and inference never run at the same
 * time, so the planned arenas are as large as the larger of the two needs and serve both.
 */
final class SessionMemory {
  private static final int PAIR = 2;

  /** Steps whose metrics are kept. */
  static final int KEPT_STEPS = 64;

  private final Map<Space, Buffer> arenas = new EnumMap<>(Space.class);
  private final int batch;

  /**
   * Allocates arenas.
   *
   * @param elements lengths, in order; of those that grow with the batch, for one example
   */
  SessionMemory(Device device, int batch, Map<Space, Long> elements) {
    this.batch = batch;
    elements.forEach((space, count) -> allocate(device, space, count));
  }

  /** The arenas of inference. */
  static Map<Space, Long> forInference(NetworkSpec spec) {
    return model(spec, spec.inference());
  }

  /**
   * The arenas of training and inference.
   *
   * @param optimizerElements numbers that the update keeps from step to step
   */
  static Map<Space, Long> forTraining(NetworkSpec spec, long optimizerElements) {
    Map<Space, Long> elements = model(spec, larger(spec.training(), spec.inference()));
    elements.put(Space.GRADIENT, spec.parameterElements());
    elements.put(Space.OPTIMIZER, optimizerElements);
    elements.put(Space.LABELS, 1L);
    elements.put(Space.METRICS, PAIR * (1L + KEPT_STEPS));
    for (Space pair : List.of(Space.RANDOM, Space.HYPERPARAMETERS)) {
      elements.put(pair, (long) PAIR);
    }
    return elements;
  }

  private static ArenaSizes larger(ArenaSizes a, ArenaSizes b) {
    return new ArenaSizes(
        Math.max(a.activations(), b.activations()),
        Math.max(a.masks(), b.masks()),
        Math.max(a.statistics(), b.statistics()),
        Math.max(a.folded(), b.folded()));
  }

  private static Map<Space, Long> model(NetworkSpec spec, ArenaSizes planned) {
    Map<Space, Long> elements = new LinkedHashMap<>();
    elements.put(Space.INPUT, spec.input().elements());
    elements.put(Space.PARAMETER, spec.parameterElements());
    elements.put(Space.STATE, spec.stateElements());
    elements.put(Space.ACTIVATION, planned.activations());
    elements.put(Space.MASK, planned.masks());
    elements.put(Space.STATISTIC, planned.statistics());
    elements.put(Space.FOLDED, planned.folded());
    return elements;
  }

  private void allocate(Device device, Space space, long elements) {
    long total = Math.multiplyExact(elements, (long) copies(space));
    arenas.put(space, device.allocate(space, total, space.name().toLowerCase(Locale.ROOT)));
  }

  private int copies(Space space) {
    return space.perExample() ? batch : 1;
  }

  /** The arena of a space. */
  Buffer arena(Space space) {
    Buffer arena = arenas.get(space);
    if (arena == null) {
      throw new IllegalStateException(
          space + " exists in training only, and this session was opened for inference");
    }
    return arena;
  }

  /**
   * A view of an arena.
   *
   * @param offset first element; per example where the space is per example
   * @param shape without the batch
   */
  Tensor view(Space space, long offset, Shape shape) {
    int copies = copies(space);
    return new Tensor(arena(space), offset * copies, space, shape, copies);
  }

  /** A whole fixed arena as one vector, or one of several vectors of the same length in it. */
  Tensor vector(Space space, int index, long elements) {
    return view(space, index * elements, Shape.of(Math.toIntExact(elements)));
  }

  /** The two numbers of {@link Space#RANDOM} or HYPERPARAMETERS, and the first of METRICS. */
  Tensor pair(Space space) {
    return vector(space, 0, PAIR);
  }

  /** The metrics of the last steps. */
  Tensor earlierMetrics() {
    return view(Space.METRICS, PAIR, Shape.of(PAIR * KEPT_STEPS));
  }
}
