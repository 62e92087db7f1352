package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.network.ParameterSpec;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors of a session by their names in weight files: the weights (parameters and running
 * averages), the gradients of the parameters, or what the optimizer keeps of them.
 *
 * <p>Arrays hold a tensor's elements in PyTorch's order, {@code (filters, channels / groups,
 * kernel, kernel)} for a convolution. Reading waits for the device. Methods throw {@link
 * IllegalArgumentException} for a name that the network does not have, or an array of another
 * length than the tensor's.
 */
public final class NamedTensors {
  private record Entry(ParameterSpec spec, Buffer buffer, long offset) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Runnable whenSet;

  private NamedTensors(Runnable whenSet) {
    this.whenSet = whenSet;
  }

  /**
   * The weights.
   *
   * @param whenSet runs whenever one of them is overwritten from here
   */
  static NamedTensors weights(
      SessionMemory memory,
      List<ParameterSpec> parameters,
      List<ParameterSpec> states,
      Runnable whenSet) {
    NamedTensors tensors = new NamedTensors(whenSet);
    tensors.add("", parameters, memory.arena(Space.PARAMETER), 0);
    tensors.add("", states, memory.arena(Space.STATE), 0);
    return tensors;
  }

  static NamedTensors gradients(SessionMemory memory, List<ParameterSpec> parameters) {
    NamedTensors tensors = new NamedTensors(() -> {});
    tensors.add("", parameters, memory.arena(Space.GRADIENT), 0);
    return tensors;
  }

  /**
   * The optimizer's moments.
   *
   * @param kinds the moments' names, in the order of the arena
   * @param elements length of the parameter arena, and so of each kind
   */
  static NamedTensors moments(
      SessionMemory memory, List<ParameterSpec> parameters, List<String> kinds, long elements) {
    NamedTensors tensors = new NamedTensors(() -> {});
    Buffer arena = memory.arena(Space.OPTIMIZER);
    for (int i = 0; i < kinds.size(); i++) {
      tensors.add(kinds.get(i) + ".", parameters, arena, i * elements);
    }
    return tensors;
  }

  /**
   * Adds tensors of an arena.
   *
   * @param prefix of their names
   * @param start where their layout begins in the arena
   */
  void add(String prefix, List<ParameterSpec> specs, Buffer arena, long start) {
    for (ParameterSpec spec : specs) {
      entries.put(prefix + spec.name(), new Entry(spec, arena, start + spec.offset()));
    }
  }

  /** All names, in the order of {@link #specs}. */
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /** The shape of a tensor. */
  public Shape shape(String name) {
    return entry(name).spec().shape();
  }

  /** Names, shapes and initial distributions, parameters first, in the order of the network. */
  public List<ParameterSpec> specs() {
    return entries.values().stream().map(Entry::spec).toList();
  }

  /** A copy of a tensor. */
  public float[] floats(String name) {
    Entry entry = entry(name);
    float[] values = new float[length(entry)];
    entry.buffer().read(entry.offset(), FloatBuffer.wrap(values));
    return values;
  }

  /** A copy of a tensor in the full precision of the reference device. */
  public double[] doubles(String name) {
    Entry entry = entry(name);
    double[] values = new double[length(entry)];
    entry.buffer().read(entry.offset(), DoubleBuffer.wrap(values));
    return values;
  }

  /** Overwrites a tensor. */
  public void set(String name, float[] values) {
    Entry entry = entry(name, values.length);
    entry.buffer().write(entry.offset(), FloatBuffer.wrap(values));
    whenSet.run();
  }

  /** Overwrites a tensor, in the full precision of the reference device. */
  public void set(String name, double[] values) {
    Entry entry = entry(name, values.length);
    entry.buffer().write(entry.offset(), DoubleBuffer.wrap(values));
    whenSet.run();
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("the network has no tensor " + name);
    }
    return entry;
  }

  private Entry entry(String name, int length) {
    Entry entry = entry(name);
    if (length != length(entry)) {
      throw new IllegalArgumentException(
          "%s has shape %s, %d elements do not fit".formatted(name, entry.spec().shape(), length));
    }
    return entry;
  }

  private static int length(Entry entry) {
    return Math.toIntExact(entry.spec().shape().elements());
  }
}
